import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import fc from 'fast-check';
import {keyByKey} from '../../../source/ui/terminal/key-by-key.js';
import {terminalReplies} from '../../../source/ui/terminal/replies.js';
import type {Stdin} from '../../../source/ui/terminal/stdin.js';
import {eventually} from '../../helpers/eventually.js';

function openInput({isAwaited = false, now = () => performance.now()} = {}) {
	const stream = new PassThrough({encoding: 'utf8'});
	const found: string[] = [];
	const keys: string[] = [];
	const replies = terminalReplies(reply => found.push(reply), now);
	if (isAwaited) {
		replies.await();
	}

	const stdin = keyByKey(stream as unknown as Stdin, () => false, replies);
	const readAll = (): void => {
		for (let key: unknown = stdin.read(); key !== null; key = stdin.read()) {
			keys.push(String(key));
		}
	};
	stream.on('readable', readAll);
	return {
		found,
		keys,
		write(piece: string) {
			stream.write(piece);
			readAll();
		},
	};
}

/** Replies to queries of mon-tui and of programs before it: colours, version, attributes, settings, graphics. */
const allReplies = [
	'\u001B]11;rgb:ffff/ffff/ffff\u0007',
	'\u001B]11;rgb:1e/1e/2e\u001B\\',
	'\u001B]4;1;rgb:cdcd/0000/0000\u001B\\',
	'\u001BP>|XTerm(370)\u001B\\',
	'\u001BP1+r544e=787465726d\u001B\\',
	'\u001B[?62;22;52c',
	'\u001B[>41;370;0c',
	'\u001B[?2026;2$y',
	'\u001B_Gi=31;OK\u001B\\',
];

test('a reply is no key, in whatever pieces it arrives', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.constantFrom(...allReplies), {minLength: 1, maxLength: 3}),
			fc.array(fc.integer({min: 1, max: 60}), {maxLength: 6}),
			async (replies, cuts) => {
				const {found, keys, write} = openInput({isAwaited: true});
				const text = `a${replies.join('')}q\u001B[A`;
				const ends = [...new Set([...cuts.filter(cut => cut < text.length), text.length])].sort((x, y) => x - y);
				let from = 0;
				// Pieces arrive one after the other, but faster than a person types.
				for (const end of ends) {
					write(text.slice(from, end));
					from = end;
				}

				await Promise.resolve();
				const isCutInKey = cuts.some(cut => cut > text.length - 3 && cut < text.length);
				assert.deepEqual(keys.slice(0, 2), ['a', 'q']);
				assert.ok(isCutInKey || keys[2] === '\u001B[A', JSON.stringify(keys));
				assert.deepEqual(found, replies);
			},
		),
		{numRuns: 500, examples: [[['\u001B]11;rgb:ffff/ffff/ffff\u0007'], [2, 3, 4]]]},
	);
});

test('keys that begin like a reply are delivered after a moment', async () => {
	for (const key of ['\u001B', '\u001B]', '\u001BP', '\u001B_']) {
		const {keys, write} = openInput({isAwaited: true});
		write(key);
		await eventually('the key arrives', () => keys.join('') === key);
		write('x');
		assert.equal(keys.join(''), `${key}x`);
	}
});

test('Escape is delivered at once when no reply is awaited', () => {
	const {keys, write} = openInput();
	write('\u001B');
	assert.deepEqual(keys, ['\u001B']);
});

test('a reply that never ends, or ends in nonsense, blocks no key', async () => {
	const {keys, found, write} = openInput({isAwaited: true});
	write('\u001B]11;rgb:ff\r');
	assert.deepEqual(keys, ['\r']);
	write('\u001B]11;rgb:ffff\u0003q');
	assert.deepEqual(keys, ['\r', '\u0003', 'q']);
	write('\u001B]11;?\u001B[A');
	assert.deepEqual(keys.slice(3), ['\u001B[A']);
	write(`\u001B]11;${'x'.repeat(10_000)}`);
	write('\u001B]11;rgb:');
	await sleep(2200);
	write('j');
	assert.equal(keys.at(-1), 'j');
	assert.deepEqual(found, []);
});

test('keys after a reply without an end are keys again after a second, and Ctrl-C at once', () => {
	let nowMs = 0;
	const {keys, write} = openInput({now: () => nowMs});
	write('\u001B]11;rgb:q');
	write('?');
	nowMs = 600;
	write('?');
	nowMs = 1200;
	write('j');
	assert.deepEqual(keys, ['j']);
	write('\u001B]11;rgb:q');
	write('\u0003');
	assert.deepEqual(keys, ['j', '\u0003']);
});

test('a long reply in many pieces is no key, and neither is what follows a broken one', async () => {
	const {keys, write} = openInput();
	const reply = `\u001B]52;c;${'q'.repeat(66_000)}\u0007`;
	for (let index = 0; index < reply.length; index += 1000) {
		write(reply.slice(index, index + 1000));
	}

	write('j');
	assert.deepEqual(keys, ['j']);
});

test('a mouse report in the format of X10 is no key', () => {
	const {keys, write} = openInput();
	write('\u001B[M #x!');
	write('\u001B[M ');
	write('0qj');
	assert.deepEqual(keys, ['!', 'j']);
});
