import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startInstance, type Account, type Answer, type Instance } from '../support/instance.ts';

let instance: Instance;
let ada: Account;

beforeAll(async () => {
  instance = await startInstance();
  ada = await instance.account('ada');
});

afterAll(() => instance.stop());

const CORPUS = [
  '<script>alert(1)</script> needle',
  'needle <img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)> needle',
  'needle "><script>alert(document.cookie)</script>',
  '</mark><script>alert(1)</script><mark> needle',
  '<mark onclick=alert(1)>needle</mark>',
  '&lt;script&gt;alert(1)&lt;/script&gt; needle',
  '[needle](javascript:alert(1))',
  '[needle](data:text/html,<script>alert(1)</script>)',
  '[a](vbscript:x) ![needle](javascript:alert(1))',
  '<a href="java\tscript:alert(1)">needle</a>',
  '<iframe srcdoc="<script>alert(1)</script>">needle',
  '<<script>alert(1);//<</script> needle',
  '`<script>needle</script>`',
  '```html\n<script>needle</script>\n```',
  '# needle <script>alert(1)</script>',
  '<!-- needle --><script>alert(1)</script>',
  '<needle onmouseover=alert(1)>needle',
  'needle &#60;script&#62;alert(1)&#60;/script&#62;',
  'needle <style>@import "https://evil.example"</style>',
  '\u202e needle <b>x</b> \u2028 \u2029',
  '<script>needle</script>'.repeat(50),
];

function expectData(answer: Answer): void {
  expect(answer.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'referrer-policy': 'no-referrer',
  });
}

describe.each(CORPUS)('%s', (content) => {
  test('comes back as it was, as data', async () => {
    const made = await instance.call('POST', '/api/v1/memos', { token: ada.token, body: { content } });
    expect(made.json.content).toBe(content);
    const answers = [
      made,
      await instance.call('GET', `/api/v1/memos/${made.json.id}`, { token: ada.token }),
      await instance.call('GET', '/api/v1/memos', { token: ada.token }),
      await instance.call('GET', '/api/v1/graph', { token: ada.token }),
      await instance.call('GET', '/api/v1/tags', { token: ada.token }),
    ];
    answers.forEach(expectData);
    expect(answers[1]?.json.content).toBe(content);
  });

  test('has no tag but <mark> in what search shows of it', async () => {
    await instance.call('POST', '/api/v1/memos', { token: ada.token, body: { content } });
    for (const q of ['needle', 'script', 'alert', 'mark', 'needle|script|alert|onerror']) {
      const answer = await instance.call('GET', `/api/v1/search?limit=100&q=${encodeURIComponent(q)}`, {
        token: ada.token,
      });
      expectData(answer);
      for (const { snippet } of answer.json.data) {
        expect(snippet.replaceAll('<mark>', '').replaceAll('</mark>', '')).not.toMatch(/[<>"]/);
        expect(snippet.match(/<\/?mark>/g)?.join('') ?? '').toMatch(/^(<mark><\/mark>)*$/);
        expect(snippet).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
      }
    }
  });
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:image/svg+xml,<svg onload=alert(1)>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://x/y',
  '//evil.example/a.png',
  'a.png',
  'http://',
])('the avatar %j is refused', async (avatarUrl) => {
  const answer = await instance.call('PATCH', '/api/v1/users/ada', { token: ada.token, body: { avatarUrl } });
  expect([answer.status, answer.json.error.details[0].field]).toEqual([400, 'avatarUrl']);
  const logo = await instance.call('PATCH', '/api/v1/system/info', {
    token: ada.token,
    body: { customizedProfile: { logoUrl: avatarUrl } },
  });
  expect([logo.status, logo.json.error.details[0].field]).toEqual([400, expect.stringMatching(/logoUrl$/)]);
});

test('what an avatar may be is stored without signs that end an attribute', async () => {
  for (const avatarUrl of ['https://a.example/"onerror=alert(1)', "https://a.example/'><script>"]) {
    const answer = await instance.call('PATCH', '/api/v1/users/ada', {
      token: ada.token,
      body: { avatarUrl },
    });
    expectData(answer);
  }
});

test.each([
  '<b>',
  '"><script>',
  'ada lovelace',
  '../ada',
  'ada/..',
  '@ada',
  '',
  'a'.repeat(33),
  'конь',
  'a\u0000b',
])('nobody is called %j', async (username) => {
  const answer = await instance.call('POST', '/api/v1/users', {
    token: ada.token,
    body: { username, password: 'a password' },
  });
  expect([answer.status, answer.json.error.details[0].field]).toEqual([400, 'username']);
});

test('an error that repeats the address is data too', async () => {
  for (const path of [
    '/api/v1/<script>alert(1)</script>',
    '/<script>alert(1)</script>',
    '/api/v1/memos?limit=<script>',
  ]) {
    expectData(await instance.call('GET', path));
  }
});

test('the page to try the API runs no script but its own', async () => {
  for (const path of ['/api/docs', '/api/docs/']) {
    const { headers, text } = await instance.call('GET', path);
    const policy = Object.fromEntries(
      String(headers['content-security-policy'])
        .split(';')
        .map((part) => {
          const [name = '', ...sources] = part.trim().split(' ');
          return [name, sources.join(' ')];
        }),
    );
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'frame-ancestors': "'none'",
    });
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(text).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
    expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
  }
});
