import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import * as library from '../source/index.js';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the library exports these names and no other', () => {
	assert.deepEqual(Object.keys(library).sort(), [
		'BusyError',
		'ConnectionError',
		'DeliveryError',
		'RefusedError',
		'ServerStartError',
		'UnavailableError',
		'asyncApi',
		'attachServer',
		'changeThresholds',
		'check',
		'clientMessageSchema',
		'collectGarbage',
		'collectOnce',
		'componentFilter',
		'configSchema',
		'connect',
		'consoleHandler',
		'createHandlerSet',
		'createMonitor',
		'createReport',
		'createRules',
		'databaseExporter',
		'debugInfo',
		'defaultRules',
		'deliver',
		'emailHandler',
		'encodeMonitoringData',
		'encodeReport',
		'fileHandler',
		'followSamples',
		'formatAlert',
		'formatBar',
		'formatBytes',
		'formatDuration',
		'formatPercent',
		'formatRate',
		'formatTable',
		'functionHandler',
		'gpuCount',
		'headline',
		'healthReport',
		'heartbeat',
		'hoursFilter',
		'isGpuAvailable',
		'jsonFileExporter',
		'known',
		'levelFilter',
		'listGpus',
		'matrixOf',
		'monitoringData',
		'openAlertMemory',
		'openDatabase',
		'openRecording',
		'openSpool',
		'parseMonitoringData',
		'parseRule',
		'prometheusText',
		'readMetric',
		'readSamples',
		'recordingSource',
		'remoteSource',
		'reportText',
		'serverMessageSchema',
		'shareSamples',
		'slackHandler',
		'startServer',
		'statistics',
		'summary',
		'summaryLine',
		'testNotification',
		'unmeasuredOf',
		'version',
		'webhookHandler',
	]);
});

test('a monitor of this machine measures it, twice a second by default, and stops on a signal', async () => {
	const monitor = await library.createMonitor({metrics: {gpu: {enabled: false}}});
	const abort = new AbortController();
	monitor.store.subscribe(() => {
		if (monitor.store.getState().history.length === 3) {
			abort.abort();
		}
	});
	await monitor.run(abort.signal);
	const {sample, history, intervalMs} = monitor.store.getState();
	assert.equal(intervalMs, 500);
	assert.equal(history.length, 3);
	assert.equal(sample?.sequence, 3);
	assert.ok((library.known(sample?.snapshot.readings.memory)?.totalBytes ?? 0) > 1e6);
	assert.ok(library.known(sample?.snapshot.readings.processor));
	assert.equal(sample?.snapshot.readings.gpu.state, 'disabled');
	assert.match(library.summaryLine(sample.snapshot), /CPU +\d/);
});

test('one metric alone can be measured, once', async () => {
	const {readings} = await library.collectOnce({only: ['memory']});
	const measured = Object.entries(readings).filter(([, {state}]) => state !== 'disabled');
	assert.deepEqual(measured.map(([name]) => name).sort(), ['memory', 'paging', 'self', 'system']);
	assert.ok((library.known(readings.memory)?.usedPercent ?? 0) > 0);
});

test('shares and rates are there at the first measurement that is handed out', async () => {
	const {readings} = await library.collectOnce({only: ['processor', 'network']});
	assert.equal(typeof library.known(readings.processor)?.total.usedPercent, 'number');
	assert.equal(typeof library.known(readings.network)?.receiveBytesPerSecond, 'number');
});

test('measuring once can be given up', async () => {
	await assert.rejects(library.collectOnce({only: ['memory'], signal: AbortSignal.abort(new Error('no time'))}), {
		message: 'no time',
	});
	const abort = new AbortController();
	const hung: library.CustomCollector = {
		name: 'hung',
		collect() {
			setImmediate(() => abort.abort(new Error('no more time')));
			return new Promise<never>(() => {});
		},
	};
	await assert.rejects(library.collectOnce({only: [], collectors: [hung], signal: abort.signal}), {
		message: 'no more time',
	});
});

test('what a custom collector measures is evaluated, sent and recorded like everything else', async () => {
	const monitor = await library.createMonitor({
		intervalMs: 100,
		only: ['memory'],
		collectors: [{name: 'queue', collect: () => ({length: 12, name: 'jobs'})}],
		rules: library.createRules(['custom.queue.length>10']),
	});
	const abort = new AbortController();
	const stop = library.followSamples(monitor.store, ({alerts}) => {
		if (alerts.length > 0) {
			abort.abort();
		}
	});
	await monitor.run(abort.signal);
	stop();
	const {sample} = monitor.store.getState();
	assert.ok(sample);
	assert.equal(sample.alerts[0]?.message, 'High custom.queue.length: 12 (threshold: 10)');
	assert.equal(library.readMetric(sample.snapshot, 'custom.queue.length'), 12);
	assert.match(library.prometheusText(sample), /^montui_custom\{metric="custom\.queue\.length"\} 12$/m);
	const again = library.parseMonitoringData(JSON.parse(library.encodeMonitoringData(sample)));
	assert.deepEqual(again.snapshot.custom, {queue: {state: 'ok', value: {length: 12, name: 'jobs'}}});
	assert.deepEqual(monitor.health().find(({name}) => name === 'queue')?.failures, 0);
});

test('a bundle that needs one function of the library holds that function alone', async () => {
	const {outputFiles, metafile} = await build({
		absWorkingDir: root,
		stdin: {contents: "import {formatBytes} from 'mon-tui';\nconsole.log(formatBytes(1024));", resolveDir: root},
		bundle: true,
		format: 'esm',
		platform: 'node',
		write: false,
		metafile: true,
	});
	const bytes = outputFiles[0]?.contents.length ?? 0;
	assert.ok(bytes > 100 && bytes < 2000, `${bytes} bytes`);
	const [output] = Object.values(metafile.outputs);
	assert.deepEqual(output?.imports, []);
});

test('the library loads few packages, and what it seldom needs only when it needs it', async () => {
	const {metafile} = await build({
		absWorkingDir: root,
		entryPoints: ['source/index.ts'],
		bundle: true,
		splitting: true,
		outdir: 'unused',
		format: 'esm',
		platform: 'node',
		packages: 'external',
		write: false,
		metafile: true,
	});
	const imports = Object.values(metafile.inputs).flatMap(input => input.imports);
	const packages = (kind: string): readonly string[] =>
		[...new Set(imports.filter(one => one.external && one.kind === kind).map(({path}) => path))]
			.filter(name => !name.startsWith('node:'))
			.sort();
	assert.deepEqual(packages('import-statement'), ['ansi-colors', 'cli-table3', 'ws']);
	assert.ok(packages('dynamic-import').includes('nodemailer'));
});
