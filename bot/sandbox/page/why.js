// Why the bot says what it says: the question as it was understood, the candidates, what decided.
import { element } from "./draw.js";

const NAMES = {
  text: "规范成", entities: "谁", about: "问的是", concepts: "概念", roles: "问法", amounts: "数字", unexplained: "没看懂的词",
  decision: "决定", chosen: "选了",
};

export function drawWhy(where, message, why) {
  const { evidence } = why;
  const rows = Object.entries(NAMES).filter(([key]) => evidence[key]?.length).flatMap(([key, name]) => [
    element("dt", { text: name }),
    element("dd", { text: Array.isArray(evidence[key]) ? evidence[key].join("、") : evidence[key] }),
  ]);
  where.replaceChildren(
    element("h2", { text: message.text.split("\n")[0].slice(0, 60) }),
    element("p", { class: "hint", text: `${why.kind} · ${why.origin}${why.facts.length ? ` · ${why.facts.join("、")}` : ""}` }),
    element("dl", {}, ...rows),
    evidence.candidates?.length ? table(evidence.candidates) : element("p", { class: "hint", text: "这条不是由问题算出来的。" }),
  );
}

function table(candidates) {
  return element("table", {}, ...candidates.flatMap((candidate) => [
    element("tr", {},
      element("td", { text: candidate.id }),
      element("td", {}, element("meter", { min: 0, max: 1, value: candidate.score, title: String(candidate.score) })),
      element("td", { text: candidate.score })),
    element("tr", {}, element("td", { class: "hint", colspan: 3, text: reasons(candidate) })),
  ]));
}

function reasons(candidate) {
  const because = candidate.because.map((one) => (Array.isArray(one) ? one.join(" ") : String(one))).join("、");
  return `说得上 ${candidate.coverage}，肯定 ${candidate.affirmed}，否定 ${candidate.refuted}${because ? `；因为 ${because}` : ""}`;
}
