import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../source/', import.meta.url));

type Import = {readonly from: string; readonly to: string};

/** A folder of `source/`, or a file directly in it without its ending. */
type Room = string;

/**
Which rooms each room may import, besides itself and `support`, in the order of docs: from the ground up. What is not in its
row it does not know: what follows the store knows neither the monitor's followers beside it nor what starts them.
*/
const mayImport: Readonly<Record<Room, string>> = {
	support: '',
	metrics: '',
	measurements: 'metrics',
	diagnosis: 'metrics',
	alerts: 'metrics measurements diagnosis',
	core: 'metrics alerts diagnosis',
	summary: 'metrics alerts diagnosis',
	health: 'metrics core',
	protocol: 'metrics measurements alerts diagnosis core health',
	log: 'metrics alerts core health',
	delivery: 'metrics measurements alerts core protocol',
	remote: 'metrics measurements alerts diagnosis core protocol',
	server: 'metrics measurements core health protocol log',
	threads: 'core protocol',
	recording: 'metrics measurements alerts core protocol summary',
	exporters: 'metrics measurements core protocol recording',
	nats: 'metrics core protocol log remote',
	config: 'metrics alerts diagnosis core log exporters remote',
	ui: 'metrics alerts diagnosis core health protocol remote config',
	'create-monitor': 'metrics alerts core log config',
	'collect-once': 'metrics create-monitor',
};

/** These put everything together. The library must not load the screen. */
const compositionRoots: ReadonlySet<Room> = new Set(['cli', 'index', 'library', 'run', 'start']);

const files = readdirSync(root, {recursive: true, encoding: 'utf8'}).filter(file => /\.(?:tsx?|js)$/.test(file));

function importsOf(file: string): readonly Import[] {
	const text = readFileSync(path.join(root, file), 'utf8');
	return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, to = '']) => ({
		from: file,
		to: to.startsWith('.') ? path.join(path.dirname(file), to) : to,
	}));
}

/** Without comments: they may name what the code does not touch. */
function codeOf(file: string): string {
	return readFileSync(path.join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}

function roomOf(file: string): Room {
	const [first = ''] = file.split(path.sep);
	return first.replace(/\.(?:tsx?|js)$/, '');
}

const imports = files.flatMap(importsOf);
const own = imports.filter(
	({to}) => files.includes(to.replace(/\.js$/, '.ts')) || files.includes(to.replace(/\.js$/, '.tsx')),
);

test('the table names every room there is, and no other', () => {
	const rooms = new Set(files.map(roomOf).filter(room => !compositionRoots.has(room)));
	assert.deepEqual([...rooms].sort(), Object.keys(mayImport).sort());
});

test('every room imports only what it may', () => {
	const faults = own.filter(({from, to}) => {
		const [room, target] = [roomOf(from), roomOf(to)];
		const row = mayImport[room]?.split(' ') ?? [];
		return !compositionRoots.has(room) && target !== room && target !== 'support' && !row.includes(target);
	});
	assert.deepEqual(faults, []);
});

test('rooms import each other in one direction', () => {
	const order = Object.keys(mayImport);
	const upward = Object.entries(mayImport).flatMap(([room, row]) =>
		row.split(' ').filter(target => order.indexOf(target) >= order.indexOf(room)),
	);
	assert.deepEqual(upward, []);
});

test('folders of the screen import each other in one direction', () => {
	const folderOf = (file: string): string | undefined => file.split(path.sep)[2] && file.split(path.sep)[1];
	const arrows = new Set(
		own
			.filter(({from, to}) => roomOf(from) === 'ui' && roomOf(to) === 'ui')
			.map(({from, to}) => `${folderOf(from) ?? 'ui'} → ${folderOf(to) ?? 'ui'}`),
	);
	const mutual = [...arrows].filter(arrow => {
		const [from, to] = arrow.split(' → ');
		return from !== to && arrows.has(`${to} → ${from}`);
	});
	assert.ok(arrows.size > 10, 'the screen has folders');
	assert.deepEqual(mutual, []);
});

test('React and Ink are imported by the screen alone', () => {
	const faults = imports.filter(
		({from, to}) => /^(?:react|ink)(?:\/|$)/.test(to) && !from.startsWith(`ui${path.sep}`) && from !== 'cli.ts',
	);
	assert.deepEqual(faults, []);
});

test('systeminformation is imported in one place', () => {
	const importers = new Set(imports.filter(({to}) => to === 'systeminformation').map(({from}) => from));
	assert.deepEqual([...importers], [path.join('metrics', 'portable', 'portable.ts')]);
});

test('the library does not load the screen, not even through others', () => {
	const reached = new Set<string>();
	const visit = (file: string): void => {
		if (!reached.has(file)) {
			reached.add(file);
			for (const {to} of own.filter(({from}) => from === file)) {
				visit(files.find(candidate => candidate.replace(/\.tsx?$/, '.js') === to) ?? to);
			}
		}
	};
	visit('index.ts');
	assert.ok(reached.size > 10, 'the library reaches its own parts');
	assert.deepEqual(
		[...reached].filter(file => file.startsWith('ui')),
		[],
	);
});

test('only the entry point, and job control, read arguments, handle signals or set the exit code', () => {
	const pattern = /process\.(?:argv|exitCode|exit\(|on\('SIG)/;
	const allowed = new Set(
		[
			'cli.ts',
			'start/start.ts',
			'start/start-executable.ts',
			'run/hang-up.ts',
			'run/job-control.ts',
			'run/watch.ts',
		].map(path.normalize),
	);
	const faults = files.filter(file => !allowed.has(file) && pattern.test(codeOf(file)));
	assert.deepEqual(faults, []);
});

test('there are no cycles among the files', () => {
	const importsByFile = new Map<string, string[]>();
	for (const {from, to} of own) {
		const target = files.find(file => file.replace(/\.tsx?$/, '.js') === to);
		if (target) {
			importsByFile.set(from, [...(importsByFile.get(from) ?? []), target]);
		}
	}

	const finished = new Set<string>();
	const visit = (file: string, trail: readonly string[]): void => {
		assert.ok(!trail.includes(file), [...trail, file].join(' → '));
		if (!finished.has(file)) {
			for (const target of importsByFile.get(file) ?? []) {
				visit(target, [...trail, file]);
			}

			finished.add(file);
		}
	};
	for (const file of files) {
		visit(file, []);
	}
});

test('the program speaks of itself alone: no file or folder with a name that says nothing', () => {
	const faults = files.filter(file =>
		/(?:^|\/)(?:utils?|helpers?|managers?|data|info|misc|common)(?:\/|\.)/.test(file),
	);
	assert.deepEqual(faults, []);
});
