import assert from 'node:assert/strict';
import {mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {test} from 'node:test';
import {linkChain} from '../../../source/config/sources/link-chain.js';
import {watchFile} from '../../../source/config/sources/watch-file.js';
import {eventually} from '../../helpers/eventually.js';
import {type TemporaryDirectory, temporaryDirectory} from '../../helpers/temporary-directory.js';

/** Mounts a ConfigMap as the kubelet does: links to a directory that is named after the time. */
function mountConfigMap(directory: TemporaryDirectory, time: string, content: string): void {
	mkdirSync(directory.file(time));
	writeFileSync(directory.file(`${time}/config.json`), content);
	symlinkSync(time, directory.file('..data_tmp'));
	renameSync(directory.file('..data_tmp'), directory.file('..data'));
}

test('a path is followed through its links to the entry of the file', async () => {
	using directory = temporaryDirectory();
	const {path} = directory;
	mountConfigMap(directory, '..2026_01', '{}');
	symlinkSync('..data/config.json', directory.file('config.json'));
	assert.deepEqual(await linkChain(directory.file('config.json')), [
		{directory: path, name: 'config.json'},
		{directory: path, name: '..data'},
		{directory: directory.file('..2026_01'), name: 'config.json'},
	]);
	assert.deepEqual(await linkChain(directory.file('none/at/all')), [
		{directory: directory.file('none/at'), name: 'all'},
	]);
});

test('circular links end', async () => {
	using directory = temporaryDirectory();
	symlinkSync('other', directory.file('one'));
	symlinkSync('one', directory.file('other'));
	assert.ok((await linkChain(directory.file('one'))).length <= 41);
});

type Change = readonly [name: string, prepare: (directory: TemporaryDirectory) => void, change: typeof noChange];
const noChange = (_directory: TemporaryDirectory): void => {};
const write = (content: string) => (directory: TemporaryDirectory) =>
	writeFileSync(directory.file('config.json'), content);

const changes: readonly Change[] = [
	['it is written', write('{}'), write('{"view": "line"}')],
	['it is created', noChange, write('{}')],
	['it is deleted', write('{}'), directory => rmSync(directory.file('config.json'))],
	[
		'an editor replaces it',
		write('{}'),
		directory => {
			writeFileSync(directory.file('.config.json.swp'), '{"view": "line"}');
			renameSync(directory.file('config.json'), directory.file('config.json~'));
			renameSync(directory.file('.config.json.swp'), directory.file('config.json'));
		},
	],
	[
		'a ConfigMap is updated',
		directory => {
			mountConfigMap(directory, '..2026_01', '{}');
			symlinkSync('..data/config.json', directory.file('config.json'));
		},
		directory => {
			mountConfigMap(directory, '..2026_02', '{"view": "line"}');
			rmSync(directory.file('..2026_01'), {recursive: true});
		},
	],
	[
		'the target of a link is written',
		directory => {
			mkdirSync(directory.file('elsewhere'));
			writeFileSync(directory.file('elsewhere/real.json'), '{}');
			symlinkSync('elsewhere/real.json', directory.file('config.json'));
		},
		directory => writeFileSync(directory.file('elsewhere/real.json'), '{"view": "line"}'),
	],
];

for (const [name, prepare, change] of changes) {
	test(`changes of a file are reported repeatedly: ${name}`, async () => {
		using directory = temporaryDirectory();
		prepare(directory);
		let count = 0;
		const troubles: unknown[] = [];
		using _ = await watchFile(
			directory.file('config.json'),
			() => {
				count += 1;
			},
			error => troubles.push(error),
		);
		writeFileSync(directory.file('beside'), 'is not looked at');
		change(directory);
		await eventually('the first change is noticed', () => count === 1);
		rmSync(directory.file('config.json'), {force: true});
		write('{"ascii": true}')(directory);
		await eventually('another change is noticed', () => count === 2);
		assert.deepEqual(troubles, []);
	});
}
