import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Stdin} from '../../../source/ui/terminal/stdin.js';
import {wholePastes} from '../../../source/ui/terminal/whole-pastes.js';

const start = '\u001B[200~';
const end = '\u001B[201~';

function open() {
	const stream = new PassThrough({encoding: 'utf8'});
	const stdin = wholePastes()(stream as unknown as Stdin);
	const chunks: string[] = [];
	stream.on('readable', () => {
		for (let chunk: unknown = stdin.read(); chunk !== null; chunk = stdin.read()) {
			chunks.push(String(chunk));
		}
	});
	return {
		async send(...texts: readonly string[]) {
			for (const text of texts) {
				stream.write(text);
				await nextTurn();
			}
		},
		received: () => chunks.join(''),
		chunks,
	};
}

test('keys are passed on unchanged', async () => {
	const {send, received} = open();
	await send('a', 'üx', '\u001B[A', '\u001B[2~', '\u001B[20~', 'jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj');
	assert.equal(received(), 'aüx\u001B[A\u001B[2~\u001B[20~jjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjjj');
});

for (const [name, pieces] of [
	['one read', [`x${start}init\rq\r${end}y`]],
	['many reads', ['x', start, 'ini', 't\r', 'q\r', end, 'y']],
	['reads that split the markers', ['x\u001B[20', '0~init\rq\r\u001B', '[201', '~y']],
	['a read for each byte', [...`x${start}init\rq\r${end}y`]],
] as const) {
	test(`a paste is one piece: ${name}`, async () => {
		const {send, received, chunks} = open();
		await send(...pieces);
		assert.equal(received(), `x${start}init\rq\r${end}y`);
		assert.ok(chunks.some(chunk => chunk.includes(`${start}init\rq\r${end}`)));
	});
}

test('an incomplete end marker is part of the paste', async () => {
	const {send, received} = open();
	await send(start, 'a\u001B[2', '0', 'b\u001B', end);
	assert.equal(received(), `${start}a\u001B[20b\u001B${end}`);
});

test('a long paste is cut, and the keys after it are keys', async () => {
	const {send, received} = open();
	await send(start, ...Array.from({length: 100}, () => 'abcdefgh'.repeat(1000)), `${end}q`);
	assert.ok(received().startsWith(`${start}abcdefgh`));
	assert.ok(received().length < 10_000, `${received().length} characters of 800,000`);
	assert.ok(received().endsWith(`${end}q`));
});

test('many different characters at once are a paste when the terminal sends no markers', async () => {
	const {send, received} = open();
	await send('init\rq\rpostgres: checkpointer\rW');
	assert.equal(received(), 'init\rq\rpostgres: checkpointer\rW');
	const text = 'root 1 0.0 init\rroot 2 0.0 kthreadd\rq\r';
	await send(text);
	assert.ok(received().endsWith(start + text + end));
});

async function tickUntil(context: TestContext, ms: number): Promise<void> {
	context.mock.timers.tick(ms);
	await nextTurn();
	await nextTurn();
}

test('a paste without an end marker ends after a pause', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const {send, received} = open();
	await send(start, 'init');
	await tickUntil(context, 1000);
	await send('\rq');
	await tickUntil(context, 1500);
	assert.equal(received(), '');
	await tickUntil(context, 1000);
	assert.equal(received(), `${start}init\rq${end}`);
	await send('q');
	assert.equal(received(), `${start}init\rq${end}q`);
});

test('keys typed after a paste without an end marker do not prolong it, and Ctrl-C ends it', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const {send, received} = open();
	await send(start, 'qqq');
	for (let count = 0; count < 3; count++) {
		await tickUntil(context, 700);
		await send('?');
	}

	await send('j');
	assert.match(received(), /j$/);
	await send(start, 'qqq');
	await send('\u0003');
	assert.match(received(), /\u0003$/);
});

test('Escape alone is a key after a moment; an incomplete marker is dropped', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const {send, received} = open();
	await send('\u001B');
	await tickUntil(context, 50);
	assert.equal(received(), '\u001B');
	await send('\u001B[20');
	await tickUntil(context, 3000);
	await send('q');
	assert.equal(received(), '\u001Bq');
});
