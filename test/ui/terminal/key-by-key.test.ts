import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import {keyByKey} from '../../../source/ui/terminal/key-by-key.js';
import {terminalReplies} from '../../../source/ui/terminal/replies.js';
import type {Stdin} from '../../../source/ui/terminal/stdin.js';

function typed(text: string) {
	const stream = new PassThrough({encoding: 'utf8'});
	stream.write(text);
	let isOver = false;
	const stdin = keyByKey(
		stream as unknown as Stdin,
		() => isOver,
		terminalReplies(() => {}),
	);
	return {
		stream,
		read: (): unknown => stdin.read(),
		end() {
			isOver = true;
		},
	};
}

function all(text: string): readonly unknown[] {
	const {read} = typed(text);
	const keys: unknown[] = [];
	for (let key = read(); key !== null; key = read()) {
		keys.push(key);
	}

	return keys;
}

test('keys that arrive together are delivered one at a time, sequences whole', () => {
	assert.deepEqual(all('cü€👍q'), ['c', 'ü', '€', '👍', 'q']);
	assert.deepEqual(all('a\u001B[A\u001B[1;5Db\u001BOP\u001B'), [
		'a',
		'\u001B[A',
		'\u001B[1;5D',
		'b',
		'\u001BOP',
		'\u001B',
	]);
	assert.deepEqual(all('\u001B\u001B[Bx\u001Bx'), ['\u001B', '\u001B[B', 'x', '\u001Bx']);
	assert.deepEqual(all('\u001B[<0;12;7Mx\u001B[<0;1'), ['\u001B[<0;12;7M', 'x', '\u001B[<0;1']);
});

test('a function key of the Linux console is one key', () => {
	assert.deepEqual(all('\u001B[[Aq\u001B[[E'), ['\u001B[[A', 'q', '\u001B[[E']);
});

test('late replies of the terminal are not keys', () => {
	const keys = all('\u001B]11;rgb:0000/2b2b/3636\u0007\u001BP>|XTerm(370)\u001B\\q\u001B]11;rgb:ff/ff/ff\u001B\\x');
	assert.deepEqual(
		keys.filter(key => key !== ''),
		['q', 'x'],
	);
});

test('a sequence of an unknown key is delivered whole, so that its characters are not keys', () => {
	for (const sequence of ['\u001BO1;5A', '\u001BO5A', '\u001B[97;5u', '\u001B[27;5;106~']) {
		assert.deepEqual(all(`${sequence}q`), [sequence, 'q']);
	}
});

test('many characters at once are delivered at once', () => {
	const text = 'user=postgres cpu>5 '.repeat(50);
	assert.deepEqual(all(text), [text]);
});

test('a paste is one piece, separate from keys before and after it', () => {
	const paste = '\u001B[200~init\rq\r\u001B[A\u001B[201~';
	assert.deepEqual(all(`a${paste}b${paste}`), ['a', paste, 'b', paste]);
	const long = `\u001B[200~${'one two\r'.repeat(100)}\u001B[201~`;
	assert.deepEqual(all(`c${long}q`), ['c', long, 'q']);
});

test('keys after one that ends the view are left for the next view', () => {
	const {stream, read, end} = typed('cdq');
	assert.equal(read(), 'c');
	end();
	assert.equal(read(), null);
	assert.equal(stream.read(), 'dq');
});
