import { expect, test } from 'vitest';
import { parseCtime } from './parse-ctime.ts';

test.each([
  ['2023-01-16T05:05:00', new Date(2023, 0, 16, 5, 5)],
  ['2024-02-29T23:59:59', new Date(2024, 1, 29, 23, 59, 59)],
  ['2023-01-16T5:05:00', new Date(2023, 0, 16, 5, 5)],
  ['2023-01-16T05:05:00.999', new Date(2023, 0, 16, 5, 5)],
])('%s', (text, date) => {
  expect(parseCtime(text)).toBe(date.getTime() / 1000);
});

const AS = 'as "2006-01-02T15:04:05": cannot parse';

test.each([
  ['bad', `"bad" ${AS} "bad" as "2006"`],
  ['2023', `"2023" ${AS} "" as "-"`],
  ['2023-1-16T05:05:00', `"2023-1-16T05:05:00" ${AS} "1-16T05:05:00" as "01"`],
  ['2023-13-16T05:05:00', '"2023-13-16T05:05:00": month out of range'],
  ['2023-02-29T05:05:00', '"2023-02-29T05:05:00": day out of range'],
  ['2023-01-16T24:00:00', '"2023-01-16T24:00:00": hour out of range'],
  ['2023-01-16T05:60:00', '"2023-01-16T05:60:00": minute out of range'],
  ['2023-01-16T05:05:60', '"2023-01-16T05:05:60": second out of range'],
  ['2023-01-16T05:05', `"2023-01-16T05:05" ${AS} "" as ":"`],
  ['2023-01-16 05:05:00', `"2023-01-16 05:05:00" ${AS} " 05:05:00" as "T"`],
  ['2023-01-16T05:05:00Z', '"2023-01-16T05:05:00Z": extra text: "Z"'],
  ['"é\n', String.raw`"\"\xc3\xa9\x0a" ${AS} "\"\xc3\xa9\x0a" as "2006"`],
])('%j is told in the words of Go', (text, problem) => {
  expect(() => parseCtime(text)).toThrow(`invalid ctime format: parsing time ${problem}`);
});

test.each([['1969-12-30T00:00:00'], ['2107-01-01T00:00:00'], ['0000-01-01T00:00:00']])(
  '%s has no file name',
  (text) => {
    expect(() => parseCtime(text)).toThrow('invalid ctime: must lie between the years 1970 and 2106');
  },
);
