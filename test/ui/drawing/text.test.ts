import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {printable} from '../../../source/ui/drawing/printable.js';
import {cells, fit, fitPath, fitRight} from '../../../source/ui/drawing/text.js';

test('fit and fitRight return exactly the given width for any text', () => {
	const name = fc.oneof(
		fc.string(),
		fc.string({unit: 'grapheme'}),
		fc.string({unit: fc.constantFrom('東', 'e\u{301}', 'a', '한')}),
	);
	fc.assert(
		fc.property(name, fc.integer({min: 0, max: 30}), (text, width) => {
			const shown = printable(text);
			assert.equal(stringWidth(fit(shown, width)), width);
			if (cells(shown) > width) {
				assert.equal(stringWidth(fitRight(shown, width)), width);
			}
		}),
	);
});

test('a long path is cut at its beginning, at a slash where there is one', () => {
	assert.equal(fitPath('/srv/data', 12), '/srv/data   ');
	assert.equal(fitPath('/var/lib/containers/backup', 10), '…/backup  ');
	assert.equal(fitPath('/averylongname', 6), '…gname');
	assert.equal(fitPath('/日本/語語', 6), '…/語語');
	assert.equal(fitPath('/srv', 1), '…');
	assert.equal(fitPath('/srv', 0), '');
});

test('a long text is cut with an ellipsis, never in the middle of a wide character', () => {
	assert.equal(fit('postgres', 5), 'post…');
	assert.equal(fit('東京都庁', 4), '東… ');
	assert.equal(fit('ab', 5), 'ab   ');
	assert.equal(fitRight('12.5%', 7), '  12.5%');
	assert.equal(fit('anything', 0), '');
});
