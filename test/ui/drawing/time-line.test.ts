import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import {lineWidth} from '../../../source/ui/drawing/line.js';
import {drawTimeLine, momentAt, type TimeLineContent} from '../../../source/ui/drawing/time-line.js';
import {themes} from '../../../source/ui/theme/themes.js';

process.env.TZ = 'UTC';

const startMs = Date.UTC(2026, 0, 4, 22, 38);
const endMs = startMs + 120_000;

const content: TimeLineContent = {
	startMs,
	endMs,
	positionMs: startMs + 90_000,
	values: Array.from({length: 120}, (_, second) => ({
		atMs: startMs + second * 1000,
		overMs: 0,
		percent: second < 30 ? undefined : second < 60 ? 5 : 95,
	})),
	marks: [
		{atMs: startMs + 60_000, kind: 'alert', severity: 'critical'},
		{atMs: startMs + 60_000, kind: 'event', severity: 'critical'},
		{atMs: startMs + 75_000, kind: 'event', severity: 'note'},
		{atMs: startMs - 1000, kind: 'alert', severity: 'warning'},
	],
};

const appearance = (isAscii: boolean) =>
	createAppearance({theme: themes.default, colorDepth: 'none', isAscii, graphStyle: isAscii ? 'ascii' : 'braille'});

const text = (width: number, isAscii = false, changes: Partial<TimeLineContent> = {}): string =>
	drawTimeLine({...content, ...changes}, width, appearance(isAscii))
		.map(part => part.text)
		.join('');

describe('the time line', () => {
	it('has the ends, the values, the marks and the position', () => {
		assert.equal(text(60), ' 22:38:00           ▁▁▁▁▁▁▁▁▁▁✖████◆████│█████████ 22:40:00 ');
	});

	it('has only ASCII characters where it must', () => {
		assert.match(text(60, true), /^[\x20-\x7e]+$/);
		assert.match(text(60, true), /\|/);
	});

	it('fills every width exactly, and shows the position', () => {
		for (let width = 1; width <= 250; width++) {
			for (const positionMs of [startMs, startMs + 1, endMs]) {
				const line = drawTimeLine({...content, positionMs}, width, appearance(false));
				assert.equal(lineWidth(line), width);
				assert.match(line.map(part => part.text).join(''), /│/);
			}
		}
	});

	it('has no gaps between few measurements, but where none was made', () => {
		const values = [10, 20, 90].map(second => ({atMs: startMs + second * 1000, overMs: 10_000, percent: 1}));
		const line = text(140, false, {values, marks: [], positionMs: endMs});
		assert.match(line, /^ 22:38:00 ▁{21} +▁{11} +│ 22:40:00 $/);
	});

	it('is drawn for a single moment', () => {
		assert.match(text(80, false, {endMs: startMs, positionMs: startMs}), /│/);
	});

	it('knows the time of a cell', () => {
		const range = {startMs, endMs};
		assert.equal(momentAt(3, range, 60), undefined);
		assert.equal(momentAt(10, range, 60), startMs + 1500);
		assert.equal(momentAt(59, range, 60), undefined);
		assert.equal(momentAt(0, undefined, 60), undefined);
	});
});
