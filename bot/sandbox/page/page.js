// The page: asks for the world whenever it has changed, draws it, and does what is typed and pressed.
import { drawChats, drawMessages, drawResults, drawTitle } from "./draw.js";
import { drawWhy } from "./why.js";

const $ = (selector) => document.querySelector(selector);
const view = {
  world: null, person: null, chat: null, topic: null, about: null, editing: null, seen: new Map(), why: null,
};

async function ask(path, body) {
  const wanted = body && { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(path, wanted);
  const found = await answer.json();
  if (!answer.ok) throw new Error(found.error || answer.statusText);
  return found;
}

async function attempt(work) {
  try {
    return await work();
  } catch (error) {
    toast(error.message);
    return null;
  }
}

function toast(text) {
  const shown = $("#toast");
  shown.textContent = text;
  shown.classList.add("shown");
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => shown.classList.remove("shown"), 5000);
}

async function watch() {
  for (;;) {
    try {
      const since = view.world ? `?since=${view.world.version}` : "";
      view.world = await ask(`/stage/world${since}`);
      draw();
    } catch {
      toast("沙盒没有回应，正在重试 ……");
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
}

const mine = (chat) =>
  chat.type === "private" ? chat.id === view.person : String(view.person) in chat.members;

function draw() {
  const { world } = view;
  view.person ??= world.people[0].id;
  const chats = world.chats.filter(mine);
  if (!chats.some((chat) => chat.id === view.chat)) select(chats.find((chat) => chat.type !== "private") ?? chats[0]);
  drawPeople();
  drawPlay();
  const chat = chats.find((one) => one.id === view.chat);
  const here = world.messages.filter((m) => m.chat === chat.id && (!view.topic || m.topic === view.topic));
  view.seen.set(chat.id, Math.max(0, ...here.map((m) => m.id)));
  drawChats($("#chats"), chats, view, (one) => { select(one); show("chat"); draw(); });
  drawTitle($("#title"), $("#pinned"), chat, view, (topic) => { view.topic = topic; draw(); });
  drawMessages($("#messages"), here, view, { reply, edit, press, explain });
  const admin = ["creator", "administrator"].includes(chat.members[String(view.person)]);
  $("#hidden-admin").hidden = chat.type === "private" || chat.type === "channel" || !admin;
  $("#compose").hidden = chat.type === "channel" && !admin;
}

function select(chat) {
  view.chat = chat.id;
  view.topic = null;
  cancel();
}

function drawPeople() {
  const choice = $("#person");
  const wanted = view.world.people.map((person) => new Option(person.name, person.id));
  if (choice.options.length !== wanted.length) choice.replaceChildren(...wanted);
  choice.value = String(view.person);
}

function drawPlay() {
  const { play } = view.world;
  $("#play").hidden = !play;
  if (!play) return;
  $("#go").disabled = play.state === "playing";
  $("#go").textContent = play.state === "playing" ? `▶ ${play.step}/${play.of}` : "▶ 演一遍";
  $("#note").textContent = play.error ? `没演完：${play.error}` : play.note;
  $("#play").dataset.state = play.state;
}

function reply(message) {
  view.about = message;
  view.editing = null;
  about(`回复 ${message.name}：${message.text}`);
}

function edit(message) {
  view.editing = message;
  view.about = null;
  $("#text").value = message.text;
  about("修改自己的消息");
}

function about(text) {
  $("#about").hidden = false;
  $("#about span").textContent = text.slice(0, 80);
  $("#text").focus();
}

function cancel() {
  if (view.editing) $("#text").value = "";
  view.about = view.editing = null;
  $("#about").hidden = true;
}

async function press(message, button) {
  if (button.url) return follow(button.url);
  const wanted = { person: view.person, chat: message.chat, message: message.id, data: button.data };
  const answer = await attempt(() => ask("/stage/press", wanted));
  if (answer?.text) toast(answer.text);
  if (answer?.url) follow(answer.url);
}

// A deep link of the bot opens the private chat and starts it there, as in Telegram; other links are only shown.
function follow(address) {
  const link = new URL(address, "https://t.me");
  const start = link.searchParams.get("start");
  if (link.hostname !== "t.me" || start === null) return toast(`链接：${address}`);
  view.chat = view.person;
  show("chat");
  return attempt(() => ask("/stage/say", { person: view.person, chat: view.person, text: `/start ${start}`.trim() }));
}

async function explain(message) {
  view.why = `${message.chat} ${message.id}`;
  show("why");
  const why = await attempt(() => ask(`/stage/why?chat=${message.chat}&message=${message.id}`));
  if (why) drawWhy($("#why"), message, why);
  draw();
}

function show(pane) {
  document.body.dataset.pane = pane;
  for (const button of document.querySelectorAll("#panes button"))
    button.setAttribute("aria-pressed", String(button.dataset.pane === pane));
}

async function send() {
  const box = $("#text");
  const text = box.value.trim();
  if (!text) return;
  const { person, chat, topic, about: target, editing } = view;
  const anonymous = !$("#hidden-admin").hidden && $("#hidden-admin input").checked;
  const done = await attempt(() => editing
    ? ask("/stage/edit", { person, chat, message: editing.id, text })
    : ask("/stage/say", { person, chat, topic, text, reply_to: target?.id, anonymous }));
  if (!done) return;
  box.value = "";
  $("#results").hidden = true;
  cancel();
}

// As in Telegram: the bot's name and a question offer results, and Enter still sends what is typed.
async function offer() {
  const words = $("#text").value;
  const name = `@${view.world.bot.username} `;
  const query = words.startsWith(name) ? words.slice(name.length).trim() : "";
  const { person, chat } = view;
  if (!query) return $("#results").setAttribute("hidden", "");
  const found = await attempt(() => ask("/stage/inline", { person, text: query }));
  if (!found || $("#text").value !== words) return null;
  const choose = (result) => async () => {
    if (!await attempt(() => ask("/stage/choose", { person, chat, asked: found.asked, result }))) return;
    $("#text").value = "";
    $("#results").hidden = true;
  };
  drawResults($("#results"), found.results, choose);
  return null;
}

function lastOwn() {
  return view.world.messages.filter((m) => m.chat === view.chat && m.sender === view.person && !m.service).at(-1);
}

$("#compose").addEventListener("submit", (event) => { event.preventDefault(); send(); });
$("#text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
  if (event.key === "ArrowUp" && !event.target.value && lastOwn()) { event.preventDefault(); edit(lastOwn()); }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") cancel();
  if (event.key === "/" && !/TEXTAREA|INPUT|SELECT/.test(event.target.tagName)) { event.preventDefault(); $("#text").focus(); }
});
$("#text").addEventListener("input", () => {
  clearTimeout(offer.timer);
  offer.timer = setTimeout(offer, 400);
});
$("#about button").addEventListener("click", cancel);
$("#mention").addEventListener("click", () => {
  const box = $("#text");
  box.value = `@${view.world.bot.username} ${box.value}`;
  box.focus();
});
$("#person").addEventListener("change", (event) => { view.person = Number(event.target.value); cancel(); draw(); });
$("#go").addEventListener("click", () => attempt(() => ask("/stage/play", {})));
$("#theme").addEventListener("click", () => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
});
for (const button of document.querySelectorAll("#panes button")) button.addEventListener("click", () => show(button.dataset.pane));

document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
show("chat");
watch();
