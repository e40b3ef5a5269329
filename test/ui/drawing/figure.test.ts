import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {writingsOf} from '../../../source/ui/drawing/figure.js';
import {fitLine, lineWidth, span} from '../../../source/ui/drawing/line.js';
import {cells, fit, fitRight} from '../../../source/ui/drawing/text.js';

test('a figure is written shorter, unit first and decimals last, and at last not at all', () => {
	for (const [text, expected] of [
		['100.0%', ['100.0%', '100%']],
		['12.50', ['12.50', '12.5', '13']],
		['1.25 MB/s', ['1.25 MB/s', '1.25MB/s', '1.25M', '1.3M', '1M']],
		['999 GiB', ['999 GiB', '999GiB', '999G']],
		['0 B/s', ['0 B/s', '0B/s', '0']],
		['123d 04:12', ['123d 04:12', '123d']],
		['59:59.99', ['59:59.99', '59:59.9', '59:59']],
		['12345', ['12345']],
		['99.96%', ['99.96%', '100.0%', '100%']],
	] as const) {
		assert.deepEqual(writingsOf(text), expected, text);
		for (let width = 0; width <= cells(text); width++) {
			const shown = fitRight(text, width);
			assert.equal(cells(shown), width);
			assert.ok([...expected, ''].includes(shown.trim()), `${text} in ${width}: ${shown}`);
		}
	}
});

test('words in the place of a figure are cut as words', () => {
	assert.equal(fitRight('write', 4), 'wri…');
});

test('the first writing that fits is taken', () => {
	assert.equal(fitRight(['1000/1200W', '1000W'], 9), '    1000W');
	assert.equal(fitRight(['1000/1200W', '1000W'], 4), '    ');
});

test('a text is never cut in a number', () => {
	for (const [text, width, expected] of [
		['High memory usage: 85.0% (threshold: 80.0%)', 41, 'High memory usage: 85.0% (threshold: …   '],
		['limit 12.50/16 cores', 12, 'limit …     '],
		['used 15.6 GiB/31.2 GiB', 18, 'used …            '],
		['last heard 2m 28s ago', 15, 'last heard …   '],
		['Core 12', 6, 'Core …'],
		// Names stay names.
		['nvme0n1p12', 8, 'nvme0n1…'],
		['192.168.100.20', 8, '192.168…'],
		['3f2a91b0c4d5', 8, '3f2a91b…'],
		['/srv/2024', 8, '/srv/20…'],
	] as const) {
		assert.equal(fit(text, width), expected);
	}
});

test('a line is never cut in a number, though its parts have several appearances', () => {
	const line = [span('limit ', 'muted'), span('12.50', 'level2'), span('/16 cores', 'muted')];
	const texts = Array.from({length: 21}, (_, width) =>
		fitLine(line, width)
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);
	assert.deepEqual(
		[...new Set(texts)],
		['', '…', 'l…', 'li…', 'lim…', 'limi…', 'limit', 'limit …', 'limit 12.50/16 cores'],
	);
});

test('parts that fill the width exactly stay, when no number goes on behind them', () => {
	const line = [span('used'), span('  85.0%'), span('  free')];
	assert.equal(
		fitLine(line, 11)
			.map(({text}) => text)
			.join(''),
		'used  85.0%',
	);
});

test('whatever is cut, no digit stands before the ellipsis and the width is exact', () => {
	const word = fc.constantFrom('used', 'of', 'free', 'cores', 'read');
	const figure = fc
		.tuple(
			fc.float({min: 0, max: 1e6, noNaN: true}),
			fc.nat({max: 2}),
			fc.constantFrom('', '%', ' GiB', ' MB/s', 'W', ' cores'),
		)
		.map(([value, decimals, unit]) => value.toFixed(decimals) + unit);
	const parts = fc.array(fc.oneof(word, figure), {minLength: 1, maxLength: 6});
	fc.assert(
		fc.property(parts, fc.integer({min: 0, max: 60}), (texts, width) => {
			const line = texts.map((text, index) => span(index === 0 ? text : ` ${text}`));
			const fitted = fitLine(line, width);
			const text = fitted.map(part => part.text).join('');
			assert.equal(lineWidth(fitted), width);
			assert.equal(cells(text), width);
			assert.doesNotMatch(text, /[\d.%]…/);
		}),
	);
});
