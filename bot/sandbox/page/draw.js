// What is seen of the world: chats, and messages with their marks, buttons and edits. Text is never markup here.

export function element(name, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter(Boolean));
  return made;
}

const TYPES = { private: "与机器人私聊", supergroup: "群", group: "群", channel: "频道" };

export function drawChats(where, chats, view, choose) {
  where.replaceChildren(...chats.map((chat) => {
    const messages = view.world.messages.filter((m) => m.chat === chat.id);
    const last = messages.at(-1);
    const unseen = messages.filter((m) => m.id > (view.seen.get(chat.id) ?? 0) && m.sender !== view.person).length;
    return element("button", { type: "button", "aria-current": String(chat.id === view.chat), onclick: () => choose(chat) },
      unseen && chat.id !== view.chat ? element("span", { class: "new", text: unseen }) : null,
      element("span", { text: chat.type === "private" ? view.world.bot.name : chat.title }),
      element("small", { text: last ? `${last.name}：${last.text || last.service}` : TYPES[chat.type] }));
  }));
}

export function drawTitle(where, pinned, chat, view, choose) {
  where.querySelector("strong").textContent = chat.type === "private" ? view.world.bot.name : chat.title;
  where.querySelector("small").textContent = TYPES[chat.type];
  const topics = where.querySelector("label");
  topics.hidden = !chat.topics.length;
  const choice = topics.querySelector("select");
  choice.replaceChildren(new Option("全部", ""), ...chat.topics.map((topic) => new Option(topic.title, topic.id)));
  choice.value = view.topic ?? "";
  choice.onchange = () => choose(Number(choice.value) || null);
  const top = view.world.messages.find((m) => m.chat === chat.id && m.id === chat.pinned);
  pinned.hidden = !top;
  pinned.textContent = top ? `📌 ${top.text}` : "";
  pinned.onclick = () => document.getElementById(`m${chat.pinned}`)?.scrollIntoView({ block: "center" });
}

const drawn = new Map();

export function drawMessages(where, messages, view, deeds) {
  const low = where.scrollHeight - where.scrollTop - where.clientHeight < 80 || where.dataset.chat !== String(view.chat);
  where.dataset.chat = String(view.chat);
  const kept = new Map([...where.children].map((item) => [item.dataset.key, item]));
  const items = messages.map((message) => {
    const key = `${view.person} ${message.chat} ${message.id}`;
    const state = JSON.stringify([message, view.why === `${message.chat} ${message.id}`]);
    const old = kept.get(key);
    if (old && drawn.get(key) === state) return old;
    const item = one(message, messages, view, deeds);
    item.dataset.key = key;
    if (old && message.edited) item.classList.add("changed");
    // Whoever is at a button by keyboard stays there when the message changes.
    const at = old?.contains(document.activeElement) ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    if (at >= 0) queueMicrotask(() => item.querySelectorAll("button")[at]?.focus());
    drawn.set(key, state);
    return item;
  });
  const same = items.length === where.children.length && items.every((item, place) => item === where.children[place]);
  if (!same) where.replaceChildren(...items);
  if (low && !same) where.scrollTop = where.scrollHeight;
}

function one(message, messages, view, deeds) {
  const own = message.sender === view.person;
  const bot = message.sender === view.world.bot.id;
  if (message.service) return element("li", { class: "service", text: `— ${message.service} —` });
  const target = messages.find((m) => m.id === message.reply_to);
  const jump = () => document.getElementById(`m${target.id}`)?.scrollIntoView({ block: "center" });
  return element("li", { id: `m${message.id}`, class: own ? "own" : bot ? "bot" : "" },
    element("div", { class: "bubble" },
      own && !message.via ? null : element("div", { class: "name", text: message.via ? `${message.name} · 来自机器人` : message.name }),
      target ? element("button", { type: "button", class: "quoted", text: `${target.name}：${target.text}`, onclick: jump }) : null,
      message.photo ? element("img", { src: `/stage/photo?chat=${message.chat}&message=${message.id}`, alt: message.text }) : null,
      element("div", { class: "said" }, ...marked(message)),
      foot(message, own, bot, deeds)),
    message.rows.length ? keys(message, deeds) : null);
}

export function drawResults(where, results, choose) {
  where.hidden = !results.length;
  where.replaceChildren(...results.map((result) => element("button", { type: "button", role: "option", onclick: choose(result.id) },
    element("strong", { text: result.title }), element("small", { text: result.description }))));
}

function foot(message, own, bot, deeds) {
  const time = new Date(message.date * 1000).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" });
  const before = message.before.length
    ? element("details", {}, element("summary", { text: "之前" }), ...message.before.map((text) => element("div", { text })))
    : null;
  return element("div", { class: "foot" }, before,
    element("button", { type: "button", text: "回复", onclick: () => deeds.reply(message) }),
    own ? element("button", { type: "button", text: "修改", onclick: () => deeds.edit(message) }) : null,
    bot ? element("button", { type: "button", text: "为什么", onclick: () => deeds.explain(message) }) : null,
    element("span", { text: `${message.edited ? "已编辑 " : ""}${time}` }));
}

function keys(message, deeds) {
  return element("div", { class: "keys" }, ...message.rows.map((row) => element("div", {}, ...row.map((button) =>
    element("button", { type: "button", text: button.url ? `${button.text} ↗` : button.text, onclick: () => deeds.press(message, button) })))));
}

const TAGS = { bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote" };

// Offsets count UTF-16 units, as JavaScript's strings do.
function marked({ text, entities }, start = 0, end = text.length) {
  const parts = [];
  let at = start;
  const inside = entities.filter((e) => e.offset >= start && e.offset + e.length <= end);
  for (const entity of inside) {
    if (entity.offset < at) continue;
    parts.push(text.slice(at, entity.offset));
    at = entity.offset + entity.length;
    const within = entities.filter((e) => e !== entity && e.offset >= entity.offset && e.offset + e.length <= at
      && !(e.offset === entity.offset && e.length >= entity.length && entities.indexOf(e) < entities.indexOf(entity)));
    parts.push(wrapped(entity, text, marked({ text, entities: within }, entity.offset, at)));
  }
  parts.push(text.slice(at, end));
  return parts.filter((part) => part !== "");
}

function wrapped(entity, text, children) {
  if (entity.type === "text_link" || entity.type === "url") {
    const address = entity.url ?? text.slice(entity.offset, entity.offset + entity.length);
    return element("a", { href: address, rel: "noreferrer noopener", target: "_blank" }, ...children);
  }
  return element(TAGS[entity.type] ?? "span", { class: entity.type }, ...children);
}
