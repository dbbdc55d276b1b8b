// Asking, improved: an answer comes in pieces while it is made. Without this file forms and links do the same.
import { openBeside } from "./daneben.js";
import { keepAlike } from "./gleiches.js";
import { say, word } from "./stand.js";

const page = document.getElementById("inhalt");
let stream = null;
let begun = false; // whether something of the answer is shown already
let shown = location.pathname + location.search;

function ask(address) {
  stream?.close();
  if (address !== shown) history.pushState(null, "", address);
  shown = address;
  document.title = `${new URLSearchParams(location.search).get("q")} – Soziallotse`;
  say(word("liest"));
  begun = false;
  stream = new EventSource("/strom" + location.search);
  const closing = stream;
  closing.addEventListener("stueck", (event) => put(JSON.parse(event.data)));
  closing.addEventListener("stand", (event) => say(JSON.parse(event.data).stand));
  closing.addEventListener("fertig", () => closing.close());
  closing.addEventListener("error", () => {
    closing.close();
    location.replace(address); // the page itself tells what is wrong, or answers without a stream
  });
}

function put({ ziel, html, stand }) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  if (ziel !== page.id) keepAlike(document.getElementById(ziel), fresh.content.firstElementChild);
  else if (begun) keepAlike(page, fresh.content);
  else page.replaceChildren(fresh.content);
  begun = true;
  improve();
  if (document.activeElement === document.body) page.querySelector("#anfang").focus();
  say(stand);
}

function improve() {
  const sharing = page.querySelector(".weitergeben");
  if (!sharing || sharing.querySelector("button")) return;
  const print = document.createElement("button");
  print.type = "button";
  print.className = "leise-knopf";
  print.textContent = word("drucken");
  print.addEventListener("click", () => window.print());
  sharing.append(print);
}

async function tell(form, sender) {
  const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form, sender)) });
  if (!answer.ok) return form.requestSubmit(sender);
  const thanks = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("main .hinweis");
  thanks.tabIndex = -1;
  form.replaceWith(thanks);
  thanks.focus();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  const sending = !form.dataset.gesendet && form.matches(".rueckmeldung");
  if (sending) {
    event.preventDefault();
    form.dataset.gesendet = "ja";
    tell(form, event.submitter);
  } else if (form.method === "get" && new URL(form.action).pathname === "/") {
    event.preventDefault();
    const filled = [...new FormData(form)].filter(([, value]) => value !== "");
    ask(`/?${new URLSearchParams(filled)}`);
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("main a[href]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const address = link.getAttribute("href");
  if (link.dataset.kopieren && navigator.clipboard) {
    event.preventDefault();
    navigator.clipboard.writeText(link.href).then(() => say(link.dataset.kopieren));
  } else if (address.startsWith("/?q=")) {
    event.preventDefault();
    ask(address);
  } else if (link.closest(".antwort") && address.startsWith("/quelle/")) {
    event.preventDefault();
    openBeside(address);
  }
});

window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== shown) location.reload(); // a jump within the page is no other question
});
improve();
