import { PICTURES } from './names.ts';

const MOST = 300;

/** A picture of a note: asked for each time, since it may be no longer meant for us; what was seen last is shown without a way. */
export async function keepPicture(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.status === 200 && answer.type === 'basic') {
      const copy = answer.clone();
      void keep(request.url, copy);
    } else if (answer.status >= 400 && answer.status < 500) {
      void caches.open(PICTURES).then((pictures) => pictures.delete(request.url, { ignoreVary: true }));
    }
    return answer;
  } catch (error) {
    const known = await caches.match(request.url, { cacheName: PICTURES, ignoreVary: true });
    if (known) return known;
    throw error;
  }
}

async function keep(url: string, answer: Response): Promise<void> {
  const pictures = await caches.open(PICTURES);
  await pictures.delete(url, { ignoreVary: true });
  await pictures.put(url, answer);
  const all = await pictures.keys();
  for (const old of all.slice(0, Math.max(0, all.length - MOST))) await pictures.delete(old);
}
