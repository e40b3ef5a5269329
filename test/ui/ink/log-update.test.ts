import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {inkReplacements} from '../../../source/ui/ink/bundle-plugin.js';
import {bundled} from './bundled.js';

type LogUpdate = ((text: string) => boolean) & {
	isCursorDirty(): boolean;
	willRender(text: string): boolean;
};

type Exports = {
	readonly create: (stream: object, options: {readonly incremental: boolean}) => LogUpdate;
};

const {create} = await bundled<Exports>(
	"import logUpdate from './source/ui/ink/log-update.ts'; export const create = logUpdate.create;",
	[inkReplacements()],
);

test('frames that a terminal does not accept are skipped, and the next one holds the changes since the last accepted frame', () => {
	const written: string[] = [];
	const stream = {
		writableNeedDrain: false,
		isTTY: true,
		columns: 20,
		rows: 5,
		write(text: string) {
			written.push(text);
			return true;
		},
	};
	const log = create(stream, {incremental: true});
	assert.equal(log('one\ntwo\nthree\n'), true);
	const first = written.length;

	stream.writableNeedDrain = true;
	for (let count = 0; count < 1000; count++) {
		assert.equal(log.willRender(`one\n${count}\nthree\n`), false);
		assert.equal(log(`one\n${count}\nthree\n`), false);
	}

	assert.equal(written.length, first);
	assert.equal(log.isCursorDirty(), true, 'Ink draws again, although the frame is the one before');

	stream.writableNeedDrain = false;
	assert.equal(log('one\n999\nthree\n'), true);
	assert.equal(log.isCursorDirty(), false);
	const rest = written.slice(first).join('');
	assert.match(rest, /999/);
	assert.doesNotMatch(rest, /one|three/);
	assert.equal(log('one\n999\nthree\n'), false);
});

suite('after a change of the width', () => {
	const frame = `${'a'.repeat(90)}\n${'b'.repeat(40)}\n\n`;
	for (const [columns, reflows, rows] of [
		[80, true, 4],
		[45, true, 4],
		[30, true, 6],
		[120, true, 3],
		[45, false, 3],
	] as const) {
		test(`a frame is erased with all its rows: ${columns} columns, ${reflows ? 'broken' : 'cut'}`, () => {
			const written: string[] = [];
			const stream = {
				isTTY: true,
				columns: 100,
				reflows,
				write(text: string) {
					written.push(text);
					return true;
				},
			};
			const log = create(stream, {incremental: true});
			log(frame);
			const first = written.length;
			stream.columns = columns;
			log('next\n');
			assert.match(written.slice(first).join(''), new RegExp(`^\\u001B\\[${rows}A\\r\\u001B\\[J.*next\n`, 's'));
		});
	}
});
