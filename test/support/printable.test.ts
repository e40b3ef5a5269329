import assert from 'node:assert/strict';
import {test} from 'node:test';
import {escapeUnprintable, printableLine, printableText, singleLine} from '../../source/support/printable.js';

const hostile = 'a\u001b]0;title\u0007b\u009b31mc\u007fd\u0085e\u2028f\u202eg\u{e0001}h\ud800i\r';

test('escaped JSON has the same meaning and no control characters', () => {
	const json = JSON.stringify({name: hostile, nested: ['東京', hostile]});
	const printable = escapeUnprintable(json);
	assert.deepEqual(JSON.parse(printable), JSON.parse(json));
	assert.match(printable, /^[\x20-\x7e東京]+$/u);
});

test('text keeps line breaks and colors, but no other control sequences', () => {
	const painted = '\u001b[1;31mred\u001b[39m\n東京 ✖ é';
	assert.equal(printableText(painted), painted);
	assert.equal(printableText(hostile), 'a·]0;title·b·31mc·d·e·f·g·h·i·');
	assert.equal(printableText('\u001b[2J\u001b[5;1H\u001b[38;5;1x'), '·[2J·[5;1H·[38;5;1x');
});

test('a line has a mark or a space for unprintable characters and is truncated', () => {
	assert.equal(printableLine('a\u001b\nb\u2028'), 'a··b·');
	assert.equal(printableLine('abcdef', 4), 'abc…');
	assert.equal(singleLine('a\u001b\n b\u2028'), 'a  b ');
	assert.equal(singleLine('abcdef', 4), 'abc…');
});
