import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {variantsOf} from '../../../source/ui/drawing/figure.js';
import {fitLine, lineWidth, span} from '../../../source/ui/drawing/line.js';
import {cells, fit, fitRight} from '../../../source/ui/drawing/text.js';

test('a figure is shortened, unit first and decimals last, and finally blank', () => {
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
		assert.deepEqual(variantsOf(text), expected, text);
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

test('the first variant that fits is used', () => {
	assert.equal(fitRight(['1000/1200W', '1000W'], 9), '    1000W');
	assert.equal(fitRight(['1000/1200W', '1000W'], 4), '    ');
});

test('a text is never cut in a number', () => {
	for (const [text, width, expected] of [
		['High memory usage: 85.0% (threshold: 80.0%)', 41, 'High memory usage: 85.0% (threshold: …   '],
		['limit 12.50/16 cores', 12, 'limit …     '],
		['used 15.6 GiB/31.2 GiB', 18, 'used …            '],
		['last seen 2m 28s ago', 14, 'last seen …   '],
		['Core 12', 6, 'Core …'],
		// Names are not treated as figures.
		['nvme0n1p12', 8, 'nvme0n1…'],
		['192.168.100.20', 8, '192.168…'],
		['3f2a91b0c4d5', 8, '3f2a91b…'],
		['/srv/2024', 8, '/srv/20…'],
	] as const) {
		assert.equal(fit(text, width), expected);
	}
});

test('a line is never cut in a number, even if the number consists of several spans', () => {
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

test('spans that fill the width exactly are kept if no number continues after them', () => {
	const line = [span('used'), span('  85.0%'), span('  free')];
	assert.equal(
		fitLine(line, 11)
			.map(({text}) => text)
			.join(''),
		'used  85.0%',
	);
});

test('a cut never leaves a digit before the ellipsis, and the width is exact', () => {
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
