import assert from 'node:assert/strict';
import {test} from 'node:test';
import {unicodeGlyphs} from '../../../source/ui/drawing/glyphs.js';
import {lineWidth} from '../../../source/ui/drawing/line.js';
import {drawWaiting} from '../../../source/ui/views/waiting.js';
import {hostOf} from '../../helpers/fleet-hosts.js';

const nowMs = 1_000_000;

function textOf(connection: Parameters<typeof hostOf>[1], size = {width: 60, height: 9}): readonly string[] {
	const lines = drawWaiting(hostOf('web-01:61208', connection), nowMs, size, unicodeGlyphs);
	assert.equal(lines.length, size.height);
	assert.ok(lines.every(line => lineWidth(line) === 0 || lineWidth(line) === size.width));
	return lines.map(line =>
		line
			.map(({text}) => text)
			.join('')
			.trim(),
	);
}

const lost = {state: 'lost', sinceMs: 0, reason: 'connection\u{1B}[2J refused', isFinal: false} as const;

test('a host that cannot be reached has the reason and the next attempt in the middle of the screen', () => {
	const rows = textOf({connection: {...lost, retryAtMs: nowMs + 11_200}});
	assert.deepEqual(rows.slice(3, 5), ['✖ Cannot reach web-01:61208: connection␛[2J refused', 'Next attempt in 12 s.']);
	assert.equal(rows.join('').length, (rows[3] ?? '').length + (rows[4] ?? '').length);
});

test('an attempt under way, none, and the first connection are named', () => {
	assert.match(textOf({connection: lost}).join(' '), /Trying again…/);
	assert.match(textOf({connection: {...lost, retryAtMs: nowMs - 1}}).join(' '), /Trying again…/);
	assert.match(textOf({connection: {...lost, isFinal: true}}).join(' '), /no further attempt/);
	const waiting = textOf({connection: {state: 'connecting', sinceMs: 0}});
	assert.match(waiting.join(' '), /Waiting for the first measurement of web-01:61208…/);
});

test('it fits into any size', () => {
	for (const width of [0, 1, 5, 20, 200]) {
		for (const height of [0, 1, 2, 50]) {
			textOf({connection: {...lost, retryAtMs: nowMs + 5000}}, {width, height});
		}
	}
});
