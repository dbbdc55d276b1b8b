// Says in one line what is going on, to eyes and to screen readers: politely, and not more often than they can follow.
const PAUSE = 1500;
const line = document.createElement("p");
line.className = "stand";
line.setAttribute("role", "status");
document.getElementById("inhalt").before(line);

let waiting = null;
let last = 0;

// The words of the page itself, as its template wrote them.
export const word = (name) => document.querySelector(`meta[name="lotse-${name}"]`).content;

export function say(text) {
  clearTimeout(waiting);
  const speak = () => {
    last = Date.now();
    line.textContent = text;
  };
  waiting = setTimeout(speak, Math.max(0, last + PAUSE - Date.now()));
}
