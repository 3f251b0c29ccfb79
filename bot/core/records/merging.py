"""Which revisions the fact base says by itself, because an editor has written them into its files."""

from collections.abc import Mapping, Sequence

from bot.core.model import Fact
from bot.core.records.revision import Change, Net, Revision, Stage, net, values_of


def merged(revisions: Sequence[Revision], facts: Mapping[str, Fact]) -> list[int]:
    """The ids of the live ones of `revisions` that change nothing in `facts` (by id): those as the files have them."""
    nets = net(revisions)
    live = [revision for revision in revisions if revision.stage is Stage.LIVE]
    return [one.id for one in live if _written(one) and _says(facts.get(one.fact), nets[one.fact], one)]


def _written(revision: Revision) -> bool:
    return bool(revision.fields or revision.asks) or revision.change is Change.RETIRE


def _says(fact: Fact | None, one: Net, revision: Revision) -> bool:
    if fact is None:
        # What is gone from the files took all that was changed in it along.
        return one.retired
    if revision.change is Change.RETIRE:
        return False
    values = _all_values(fact)
    # What a later revision set again counts as that one says it.
    same = all(_alike(key, values.get(key, ""), one.fields[key]) for key in revision.fields)
    return same and set(revision.asks) <= set(fact.asks)


def _all_values(fact: Fact) -> dict[str, str]:
    """What a fact has under each key that a new one is written with."""
    cited = fact.source
    source = {"source.by": cited.by, "source.section": cited.section, "source.point": str(cited.point)}
    lists = {"about": " ".join(fact.about), "concepts": " ".join(fact.concepts)}
    figure = {"figure.of": fact.figure.of, "figure.measure": fact.figure.measure} if fact.figure else {}
    return values_of(fact) | {"topic": fact.topic} | source | lists | figure


def _alike(key: str, written: str, wanted: str) -> bool:
    return float(written or "nan") == float(wanted) if key == "figure.value" else written == wanted
