import assert from 'node:assert/strict';
import {test} from 'node:test';
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
