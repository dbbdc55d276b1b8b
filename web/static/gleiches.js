// Takes over a newer state of a part of the page and keeps what is alike: nothing is swapped under a finger or pointer,
// and what somebody has opened, chosen or focused there stays as it is.
const OPENED = "open"; // of details, by whoever reads

function sameSign(old, fresh) {
  if (old.nodeType !== Node.ELEMENT_NODE || old.nodeName !== fresh.nodeName) return false;
  const told = (one) => [...one.attributes].filter((part) => part.name !== OPENED).map((part) => `${part.name}=${part.value}`);
  return String(told(old).sort()) === String(told(fresh).sort());
}

export function keepAlike(old, fresh) {
  const before = [...old.childNodes];
  const after = [...fresh.childNodes];
  after.forEach((one, place) => {
    const known = before[place];
    if (!known) old.append(one);
    else if (sameSign(known, one)) keepAlike(known, one);
    else if (!known.isEqualNode(one)) known.replaceWith(one);
  });
  before.slice(after.length).forEach((one) => one.remove());
}
