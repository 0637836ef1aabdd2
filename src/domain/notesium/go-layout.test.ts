import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goLayout } from './go-layout.ts';

const zone = process.env['TZ'];
afterAll(() => setZone(zone));

function setZone(name: string | undefined): void {
  if (name === undefined) delete process.env['TZ'];
  else process.env['TZ'] = name;
}

describe('in Berlin', () => {
  beforeAll(() => setZone('Europe/Berlin'));

  // Friday, 5 January 2024, 08:07:09.045 CET.
  const winter = Date.parse('2024-01-05T07:07:09.045Z');
  // Sunday, 25 August 2024, 21:30:00 CEST.
  const summer = Date.parse('2024-08-25T19:30:00Z');

  test.each([
    ['2006-01-02', '2024-01-05', '2024-08-25'],
    ['2006-01-02T15:04:05', '2024-01-05T08:07:09', '2024-08-25T21:30:00'],
    ['06-1-2', '24-1-5', '24-8-25'],
    ['_2 Jan', ' 5 Jan', '25 Aug'],
    ['02 January', '05 January', '25 August'],
    ['Mon Monday', 'Fri Friday', 'Sun Sunday'],
    ['3:4:5 PM', '8:7:9 AM', '9:30:0 PM'],
    ['03:04:05pm', '08:07:09am', '09:30:00pm'],
    ['002 __2', '005   5', '238 238'],
    ['MST', 'CET', 'CEST'],
    ['-07:00 -0700 -07', '+01:00 +0100 +01', '+02:00 +0200 +02'],
    ['Z07:00 Z0700 Z07', '+01:00 +0100 +01', '+02:00 +0200 +02'],
    ['-07:00:00 -070000', '+01:00:00 +010000', '+02:00:00 +020000'],
    ['05.000 05,00', '09.045 09,04', '00.000 00,00'],
    ['05.999 05.999999', '09.045 09.045', '00 00'],
    ['_2006', '_2024', '_2024'],
    ['2006: Week%V', '2024: Week01', '2024: Week34'],
    ['%U', '01', '35'],
    ['%V %V %d', '01 01 %d', '34 34 %d'],
    ['Janet, Monet, Money', 'Janet, Monet, Money', 'Janet, Monet, Money'],
    ['.0001', '.0001', '.0008'],
    ['日本 2006年1月', '日本 2024年1月', '日本 2024年8月'],
    ['', '', ''],
  ])('%s', (layout, expectedWinter, expectedSummer) => {
    expect([goLayout(layout, winter), goLayout(layout, summer)]).toEqual([expectedWinter, expectedSummer]);
  });

  test.each([
    ['2020-12-31', '53', '53'],
    ['2021-01-03', '53', '01'],
    ['2021-01-04', '01', '01'],
    ['2023-01-01', '52', '01'],
    ['2024-12-29', '52', '01'],
    ['2024-12-30', '01', '01'],
  ])('the weeks of %s', (day, fromMonday, fromSunday) => {
    const noon = Date.parse(`${day}T11:00:00Z`);
    expect([goLayout('%V', noon), goLayout('%U', noon)]).toEqual([fromMonday, fromSunday]);
  });

  test.each([
    [winter, '2024-01-05T08:07:09.045+01:00'],
    [winter + 0.25, '2024-01-05T08:07:09.04525+01:00'],
    [summer, '2024-08-25T21:30:00+02:00'],
    [summer + 500, '2024-08-25T21:30:00.5+02:00'],
    [summer + 999.9997, '2024-08-25T21:30:00.999999+02:00'],
  ])('JSON shows %d as %s', (time, text) => {
    expect(goLayout('2006-01-02T15:04:05.999999999Z07:00', time)).toBe(text);
  });

  test('the hour that is skipped and the hour that comes twice', () => {
    const spring = Date.parse('2024-03-31T01:00:00Z');
    const autumn = Date.parse('2024-10-27T01:00:00Z');
    expect(goLayout('15:04 MST', spring - 1)).toBe('01:59 CET');
    expect(goLayout('15:04 MST', spring)).toBe('03:00 CEST');
    expect(goLayout('15:04 MST', autumn - 1)).toBe('02:59 CEST');
    expect(goLayout('15:04 MST', autumn)).toBe('02:00 CET');
  });
});

const SUMMER = Date.parse('2024-07-01T12:00:00Z');

test.each([
  ['UTC', '12:00 UTC Z +00:00'],
  ['Europe/London', '13:00 BST +01:00 +01:00'],
  ['Europe/Dublin', '13:00 IST +01:00 +01:00'],
  ['Africa/Abidjan', '12:00 GMT Z +00:00'],
  ['America/New_York', '08:00 EDT -04:00 -04:00'],
  ['America/Sao_Paulo', '09:00 -03 -03:00 -03:00'],
  ['Asia/Kolkata', '17:30 IST +05:30 +05:30'],
  ['Asia/Kathmandu', '17:45 +0545 +05:45 +05:45'],
  ['Asia/Jerusalem', '15:00 IDT +03:00 +03:00'],
  ['Asia/Tokyo', '21:00 JST +09:00 +09:00'],
  ['Asia/Dubai', '16:00 +04 +04:00 +04:00'],
  ['Australia/Sydney', '22:00 AEST +10:00 +10:00'],
  ['Pacific/Auckland', '00:00 NZST +12:00 +12:00'],
])('in %s it is %s', (name, text) => {
  setZone(name);
  expect(goLayout('15:04 MST Z07:00 -07:00', SUMMER)).toBe(text);
});
