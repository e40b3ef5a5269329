import assert from 'node:assert/strict';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('../source/', import.meta.url));

type Import = {readonly from: string; readonly to: string};

/** A folder of `source/`, or a file directly in it without its ending. */
type Area = string;

/**
Who may import whom. An area may always import itself. `sample`, `state` and the like are the record of what was
measured; `monitor` is the only one that writes it; what follows the store knows neither the monitor nor its siblings.
*/
const mayImport: Readonly<Record<Area, readonly Area[]>> = {
	store: [],
	format: [],
	'format-bar': [],
	demand: [],
	'hang-up': [],
	'job-control': [],
	'bounded-output': [],
	closable: [],
	'terminal-size': [],
	'time-zone': [],
	log: ['give-to-owner', 'printable', 'state', 'store', 'metrics', 'alerts', 'sample', 'health', 'system-error'],
	'process-service': ['metrics', 'ui'],
	problem: [],
	printable: [],
	pulse: [],
	'system-error': [],
	'decode-url-part': [],
	'key-actions': [],
	'give-to-owner': [],
	'make-directory': ['give-to-owner', 'system-error'],
	'error-chain': [],
	shape: [],
	within: [],
	'without-secrets': [],
	'state-directory': ['give-to-owner', 'make-directory', 'problem', 'shape', 'system-error'],
	version: [],
	statistics: [],
	'statistics-over-time': ['statistics'],
	nearest: [],
	'parse-duration': [],
	'secret-file': ['system-error'],
	'optional-package': [],
	nats: ['decode-url-part', 'optional-package', 'retry-delay', 'system-error', 'without-secrets'],
	'retry-delay': [],
	proxy: ['decode-url-part', 'system-error'],
	'retry-after': [],
	config: [
		'history',
		'format',
		'nearest',
		'parse-duration',
		'alerts',
		'secret-file',
		'give-to-owner',
		'key-actions',
		'make-directory',
		'system-error',
		'client',
	],
	metrics: ['system-error'],
	wire: ['metrics', 'nearest'],
	alerts: ['metrics', 'wire', 'format', 'parse-duration', 'shape'],
	'alert-memory': [
		'alerts',
		'state',
		'store',
		'follower',
		'problem',
		'state-directory',
		'make-directory',
		'system-error',
		'shape',
		'within',
	],
	sample: ['metrics', 'alerts'],
	'sample-seconds': ['sample'],
	history: ['sample'],
	state: ['sample', 'history', 'problem', 'alerts', 'metrics'],
	follower: ['state', 'store'],
	'follow-samples': ['sample', 'state', 'store'],
	threads: ['follower', 'follow-samples', 'problem', 'protocol', 'sample'],
	health: ['metrics', 'problem', 'pulse', 'sample', 'state', 'store', 'version'],
	protocol: ['sample', 'sample-seconds', 'metrics', 'alerts', 'wire', 'health'],
	delivery: [
		'alerts',
		'shape',
		'sample',
		'state',
		'store',
		'follower',
		'problem',
		'metrics',
		'protocol',
		'wire',
		'state-directory',
		'decode-url-part',
		'give-to-owner',
		'make-directory',
		'system-error',
		'format',
		'retry-delay',
		'retry-after',
		'proxy',
		'within',
	],
	recording: ['protocol', 'sample', 'system-error'],
	exporters: [
		'recording',
		'state-directory',
		'nats',
		'protocol',
		'sample',
		'metrics',
		'state',
		'store',
		'follower',
		'follow-samples',
		'problem',
		'log',
		'decode-url-part',
		'give-to-owner',
		'make-directory',
		'system-error',
		'secret-file',
		'optional-package',
		'retry-after',
		'retry-delay',
		'wire',
		'without-secrets',
		'proxy',
	],
	report: ['recording', 'sample', 'alerts', 'wire', 'format', 'summary'],
	'test-alert': ['delivery', 'config'],
	check: ['alerts', 'metrics', 'wire', 'state', 'store'],
	client: ['protocol', 'proxy', 'sample', 'alerts', 'store', 'retry-delay', 'retry-after', 'version'],
	server: [
		'problem',
		'store',
		'state',
		'history',
		'sample',
		'protocol',
		'metrics',
		'log',
		'version',
		'secret-file',
		'system-error',
		'health',
	],
	fleet: ['nats', 'protocol', 'client', 'sources', 'history', 'alerts', 'store'],
	sources: ['metrics', 'alerts', 'sample', 'history', 'store', 'recording', 'protocol'],
	'create-monitor': ['alerts', 'config', 'history', 'log', 'metrics', 'monitor', 'sources'],
	monitor: [
		'closable',
		'sources',
		'follower',
		'state',
		'store',
		'sample',
		'history',
		'metrics',
		'problem',
		'alerts',
		'pulse',
	],
	summary: ['format', 'metrics', 'alerts'],
	'collect-once': ['create-monitor', 'metrics'],
	'plain-output': ['follow-samples', 'sample', 'state', 'store'],
	terminal: ['ui'],
	ui: [
		'fleet',
		'store',
		'state',
		'history',
		'statistics',
		'statistics-over-time',
		'sample',
		'sample-seconds',
		'alerts',
		'protocol',
		'format',
		'format-bar',
		'metrics',
		'nearest',
		'health',
		'key-actions',
		'terminal-size',
	],
};

/** These put everything together. The library must not load the screen. */
const compositionRoots: ReadonlySet<Area> = new Set(['cli', 'index', 'library', 'run']);

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

function areaOf(file: string): Area {
	const [first = ''] = file.split(path.sep);
	return first.replace(/\.(?:tsx?|js)$/, '');
}

const imports = files.flatMap(importsOf);
const own = imports.filter(
	({to}) => files.includes(to.replace(/\.js$/, '.ts')) || files.includes(to.replace(/\.js$/, '.tsx')),
);

test('the table names every area there is, and no other', () => {
	const areas = new Set(files.map(areaOf).filter(area => !compositionRoots.has(area)));
	assert.deepEqual([...areas].sort(), Object.keys(mayImport).sort());
});

test('every area imports only what it may', () => {
	const faults = own.filter(({from, to}) => {
		const area = areaOf(from);
		return !compositionRoots.has(area) && areaOf(to) !== area && !mayImport[area]?.includes(areaOf(to));
	});
	assert.deepEqual(faults, []);
});

test('React and Ink are imported by the screen alone', () => {
	const faults = imports.filter(
		({from, to}) => /^(?:react|ink)(?:\/|$)/.test(to) && !from.startsWith(`ui${path.sep}`) && from !== 'cli.ts',
	);
	assert.deepEqual(faults, []);
});

test('systeminformation is imported in one place', () => {
	const importers = new Set(imports.filter(({to}) => to === 'systeminformation').map(({from}) => from));
	assert.deepEqual([...importers], [path.join('metrics', 'portable.ts')]);
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
	const allowed = new Set(['cli.ts', 'hang-up.ts', 'job-control.ts', path.join('run', 'watch.ts')]);
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
