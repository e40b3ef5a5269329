import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as library from '../../source/index.js';

/** A call in plain JavaScript: the types would refuse it. */
const call = (name: keyof typeof library, ...values: readonly unknown[]): unknown =>
	// biome-ignore lint/performance/noDynamicNamespaceImportAccess: nothing of it is bundled
	(library[name] as (...values: readonly unknown[]) => unknown)(...values);

const rejected = async (fn: () => unknown): Promise<Error> => {
	try {
		await fn();
	} catch (error) {
		assert.ok(error instanceof Error);
		return error;
	}

	assert.fail('nothing was thrown');
};

const store = {getState: () => ({}), subscribe: () => () => undefined};

const mistakes: ReadonlyArray<readonly [what: string, values: readonly unknown[], kind: string, message: RegExp]> = [
	...[Number.NaN, 0, -5, 1, 99, 1e9, Number.POSITIVE_INFINITY, 100.5].map(
		intervalMs =>
			[
				'createMonitor',
				[{intervalMs}],
				'RangeError',
				/^createMonitor: intervalMs must be a whole number from 100 to 3600000, not \S+$/,
			] as const,
	),
	['createMonitor', [{intervalMs: '1s'}], 'TypeError', /intervalMs must be a whole number .*, not "1s"$/],
	['createMonitor', [{intervalMs: null}], 'TypeError', /intervalMs must be .*, not null$/],
	['createMonitor', [{interval: 1000}], 'TypeError', /interval is not a known key; did you mean "intervalMs"\?$/],
	['createMonitor', [null], 'TypeError', /^createMonitor: the options must be an object, not null$/],
	['createMonitor', [[]], 'TypeError', /^createMonitor: the options must be an object, not an empty list$/],
	['createMonitor', ['fast'], 'TypeError', /the options must be an object, not "fast"$/],
	[
		'createMonitor',
		[{only: ['memroy']}],
		'TypeError',
		/only\[0\] must be one of "processor", "memory".*, not "memroy"$/,
	],
	['createMonitor', [{only: 'memory'}], 'TypeError', /only must be a list, not "memory"$/],
	['createMonitor', [{metrics: {gpus: {}}}], 'TypeError', /metrics\.gpus is not a known key; did you mean "gpu"\?$/],
	[
		'createMonitor',
		[{metrics: {gpu: false}}],
		'TypeError',
		/metrics\.gpu must be an object such as {"enabled": false}, not false$/,
	],
	['createMonitor', [{metrics: {gpu: {enabled: 'no'}}}], 'TypeError', /metrics\.gpu\.enabled must be true or false/],
	['createMonitor', [{metrics: {disks: {paths: '/'}}}], 'TypeError', /metrics\.disks\.paths must be a list, not "\/"$/],
	['createMonitor', [{history: {samples: 0}}], 'RangeError', /history\.samples must be a whole number from 1 /],
	[
		'createMonitor',
		[{rules: ['memory.percentage>80']}],
		'TypeError',
		/rules\[0\] must be a rule created by createRules/,
	],
	[
		'createMonitor',
		[{rules: [{metric: 'memory.percentage'}]}],
		'TypeError',
		/rules\[0\] must be a rule created by createRules/,
	],
	['createMonitor', [{log: 'debug'}], 'TypeError', /log must be a function, not "debug"$/],
	['createMonitor', [{collectors: [{name: 'queue'}]}], 'TypeError', /^a collector: collect is missing/],
	['collectOnce', [{timeoutMs: 0}], 'RangeError', /^collectOnce: timeoutMs must be a whole number from 1 /],
	[
		'collectOnce',
		[{signal: new AbortController()}],
		'TypeError',
		/signal must be an AbortSignal, not an instance of Abort/,
	],
	['listGpus', [{backends: ['nvidia']}], 'TypeError', /backends\[0\] must be one of "nvidia-smi"/],
	['createRules', ['memory.percentage>80'], 'TypeError', /^createRules: rules must be a list, not "memory/],
	['createRules', [[7]], 'TypeError', /rules\[0\] must be a rule \(an object or a string\), not 7$/],
	[
		'createRules',
		[[{metric: 'memory.percentage', warnin: 80}]],
		'TypeError',
		/warnin is not a known key; did you mean "warning"/,
	],
	[
		'createRules',
		[[{metric: 'memory.percentage', warning: 80, forMs: '5m'}]],
		'TypeError',
		/forMs must be a whole number/,
	],
	[
		'createRules',
		[[{metric: 'memory.percentage', warning: 80, for: 'long'}]],
		'TypeError',
		/for must be a duration such as/,
	],
	[
		'createRules',
		[[{metric: 'memory.percentage', warning: 80, for: 1, forMs: 1000}]],
		'TypeError',
		/for and forMs cannot be used together in the rule for memory\.percentage$/,
	],
	['createRules', [[{warning: 80}]], 'TypeError', /metric is missing/],
	['createRules', [[{metric: 'memory.percent', warning: 80}]], 'Error', /did you mean "memory\.percentage"/],
	['createRules', [[], '5m'], 'TypeError', /cooldownMs must be a whole number/],
	['changeThresholds', [library.defaultRules, {}], 'TypeError', /rules\[0\] must be a rule created by createRules/],
	[
		'changeThresholds',
		[library.createRules(library.defaultRules), {'memory.percent': {warning: 70}}],
		'TypeError',
		/there is no rule for "memory\.percent"; did you mean "memory\.percentage"\?$/,
	],
	[
		'changeThresholds',
		[library.createRules(library.defaultRules), {'finding *': {critical: 95}}],
		'TypeError',
		/^changeThresholds: the rule for finding \* has no thresholds: a finding has a severity$/,
	],
	[
		'changeThresholds',
		[library.createRules(library.defaultRules), {'memory.percentage': {warning: 95}}],
		'Error',
		/critical \(90\.0%\) must be above warning \(95\.0%\)/,
	],
	[
		'componentFilter',
		[['cpu']],
		'TypeError',
		/^componentFilter: components\[0\] must be one of "processor", "load", .*not "cpu"$/,
	],
	['componentFilter', ['memory'], 'TypeError', /components must be a list, not "memory"$/],
	['levelFilter', ['warning'], 'TypeError', /the level must be one of "WARNING", "CRITICAL", not "warning"$/],
	['hoursFilter', [{from: 9, to: 25}], 'TypeError', /to must be a number from 0 to 24, not 25$/],
	['hoursFilter', [{from: 9}], 'TypeError', /to is missing/],
	['hoursFilter', [{from: 9, to: 17, timezone: 'Paris'}], 'TypeError', /timezone must be the name of a time zone/],
	['webhookHandler', [{}], 'TypeError', /^webhookHandler: url is missing; it must be a URL/],
	['webhookHandler', [undefined], 'TypeError', /url is missing/],
	[
		'webhookHandler',
		[{url: 'alerts.example/s3cret'}],
		'TypeError',
		/url must be a URL that begins with http:\/\/ or https:\/\/$/,
	],
	['webhookHandler', [{url: 'https://x', headers: {'a b': 'c'}}], 'TypeError', /is not a valid header name/],
	['webhookHandler', [{url: 'https://x', format: 'xml'}], 'TypeError', /format must be one of "json", "alertmanager"/],
	['slackHandler', [{}], 'TypeError', /^slackHandler: url is missing/],
	['emailHandler', [{host: 'mail.example', from: 'a@b.example'}], 'TypeError', /to is missing/],
	[
		'emailHandler',
		[{host: 'h', from: 'a@b.c', to: []}],
		'TypeError',
		/to must be a list of at least 1, not an empty list$/,
	],
	[
		'emailHandler',
		[{host: 'h', from: 'a@b.c', to: ['a@b.c\r\nBcc: x@y.z']}],
		'TypeError',
		/to\[0\] must be an e-mail address/,
	],
	['emailHandler', [{host: 'h', from: 'a@b.c\r\nX: y', to: ['a@b.c']}], 'TypeError', /from must be an e-mail address/],
	[
		'emailHandler',
		[{host: 'h', from: 'a@b.c', to: ['a@b.c'], port: 0}],
		'TypeError',
		/port must be a whole number from 1 to/,
	],
	['fileHandler', [{}], 'TypeError', /^fileHandler: path is missing/],
	['fileHandler', [{path: 'a', maxBytes: -1}], 'RangeError', /maxBytes must be a whole number from 1 /],
	['consoleHandler', [{write: console}], 'TypeError', /write must be a function/],
	['functionHandler', ['ops'], 'TypeError', /receive must be a function, not undefined$/],
	['functionHandler', ['', () => {}], 'TypeError', /the name must be a string that is not empty, not ""$/],
	['heartbeat', [{url: 'x'}], 'TypeError', /^heartbeat: url must be a URL/],
	[
		'createHandlerSet',
		[{pace: {timeout: 1}}],
		'TypeError',
		/pace\.timeout is not a known key; did you mean "timeoutMs"/,
	],
	['deliver', [{}, {shutdownTimeoutMs: -1}], 'RangeError', /shutdownTimeoutMs must be a whole number from 0 /],
	[
		'startServer',
		[store, {port: 70_000}],
		'RangeError',
		/^startServer: port must be a whole number from 0 to 65535, not 70000$/,
	],
	['startServer', [store, {port: '8765'}], 'TypeError', /port must be a whole number from 0 to 65535, not "8765"$/],
	['startServer', [undefined], 'TypeError', /the store must be an object, not undefined$/],
	[
		'startServer',
		[store, {allowOrigin: 'https://x'}],
		'TypeError',
		/allowOrigin is not a known key; did you mean "allowOrigins"/,
	],
	['attachServer', [{}, store, {maxClients: 0}], 'RangeError', /^attachServer: maxClients must be/],
	['connect', [undefined], 'TypeError', /the url must be a string that is not empty, not undefined$/],
	['connect', ['ws://h', {reconnect: {firstMs: 0}}], 'RangeError', /reconnect\.firstMs must be/],
	['connect', ['ws://h', {subscription: {format: 'short'}}], 'TypeError', /subscription\.format must be one of/],
	['remoteSource', ['ws://h', {intervalMs: 0}], 'RangeError', /^remoteSource: intervalMs must be/],
	['recordingSource', [{}], 'TypeError', /place is missing/],
	['jsonFileExporter', [{}], 'TypeError', /^jsonFileExporter: directory is missing/],
	['jsonFileExporter', [{directory: 'd', retention: {keepFiles: 0}}], 'RangeError', /retention\.keepFiles must be/],
	['databaseExporter', [{place: 'p'}], 'TypeError', /open is missing/],
	['shareSamples', [{report: 1}], 'TypeError', /report must be a function, not 1$/],
	['openAlertMemory', [{}], 'TypeError', /spool is missing/],
	['openSpool', [{}], 'TypeError', /directory is missing/],
];

for (const [name, values, kind, message] of mistakes) {
	test(`${name}: ${message.source}`, async () => {
		const error = await rejected(() => call(name as keyof typeof library, ...values));
		assert.match(error.message, message);
		assert.equal(error.name, kind);
		// Errors of the library do not contain names of flags.
		assert.doesNotMatch(error.message, /(?:^| )--\w/);
	});
}

test('invalid secrets are not in the error message', async () => {
	for (const values of [[{url: 'h_s3cret'}], [{url: 'https://x', headers: {a: 's3cret\n'}}]]) {
		const {message} = await rejected(() => call('webhookHandler', ...values));
		assert.doesNotMatch(message, /s3cret/);
	}
});

test('one error lists all invalid options of a call', async () => {
	const {message} = await rejected(() => call('emailHandler', {port: 'x', to: 'a@b.c'}));
	for (const part of ['port must be', 'to must be a list', 'host is missing', 'from is missing']) {
		assert.match(message, new RegExp(part));
	}
});

test('the methods of a running monitor reject invalid arguments', async () => {
	const monitor = await library.createMonitor({only: ['memory']});
	const {setIntervalMs, setMetrics, setRules, silence} = monitor as unknown as Record<
		string,
		(...values: readonly unknown[]) => unknown
	>;
	assert.ok(setIntervalMs && setMetrics && setRules && silence);
	assert.throws(() => setIntervalMs(1), RangeError);
	assert.throws(() => setIntervalMs(Number.NaN), RangeError);
	assert.throws(() => setIntervalMs('1s'), TypeError);
	await assert.rejects(async () => setMetrics({memory: {enabled: 1}}), TypeError);
	await assert.rejects(async () => setMetrics({memmory: {}}), /memmory is not a known key; did you mean "memory"/);
	assert.throws(() => setRules(['memory.percentage>80']), TypeError);
	assert.throws(() => silence('*', Number.NaN), RangeError);
});
