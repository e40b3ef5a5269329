import assert from 'node:assert/strict';
import {it} from 'node:test';
import {graphemeSegmenter} from '../../../source/ui/ink/grapheme-segmenter.js';

const published = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
const ascii = String.fromCharCode(...Array(128).keys());

for (const text of ['', ascii, '\u001B[38;5;1m', 'a\r\nb', '\r', 'né\u0301e', '👩‍👩‍👧 42', '🇩🇪🇫🇷']) {
	it(`has the clusters of ${JSON.stringify(text)}`, () => {
		const clusters = [...graphemeSegmenter().segment(text)].map(({segment, index}) => ({segment, index}));
		assert.deepEqual(
			clusters,
			[...published.segment(text)].map(({segment, index}) => ({segment, index})),
		);
	});
}
