import { expect, it } from 'vitest';
import { noteTexts } from './note-texts.ts';

it.each([
  [null, []],
  [undefined, []],
  ['  ', []],
  ['no sugar — à emporter', ['no sugar — à emporter']],
  ['[{"text": "window seat", "colorIndex": 0}, {"text": " ", "colorIndex": 1}]', ['window seat']],
  ['[sic]', ['[sic]']],
])('reads the notes of %j', (note, expected) => {
  expect(noteTexts(note)).toEqual(expected);
});
