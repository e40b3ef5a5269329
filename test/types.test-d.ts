/**
The types of the library, as `tsc` sees them: nothing here runs. A line below `@ts-expect-error` must be refused, every other
must be taken.
*/
import {
	type Alert,
	type AlertFilter,
	type AlertRule,
	attachServer,
	type Closable,
	check,
	collectOnce,
	consoleHandler,
	createHandlerSet,
	createMonitor,
	createRules,
	databaseExporter,
	deliver,
	emailHandler,
	type Follower,
	followSamples,
	functionHandler,
	type Gpu,
	healthReport,
	hoursFilter,
	jsonFileExporter,
	known,
	levelFilter,
	listGpus,
	type Memory,
	type Monitor,
	openDatabase,
	openRecording,
	type Playback,
	type Reading,
	type RunningDatabase,
	readMetric,
	readSamples,
	recordingSource,
	type Sample,
	type Snapshot,
	shareSamples,
	slackHandler,
	startServer,
	statistics,
	summary,
	webhookHandler,
} from 'mon-tui';

type Equal<Left, Right> =
	(<Value>() => Value extends Left ? 1 : 2) extends <Value>() => Value extends Right ? 1 : 2 ? true : false;

/** Refuses whatever is not exactly of that type. */
function isExactly<Expected>() {
	return <Found>(_value: Found, ..._proof: Equal<Found, Expected> extends true ? [] : [never]): void => {};
}

// A monitor

const monitor = await createMonitor();
isExactly<Monitor>()(monitor);
await createMonitor({intervalMs: 1000, only: ['processor'], metrics: {gpu: {enabled: false}, disks: {paths: ['/']}}});
await createMonitor({history: {samples: 10}, rules: []});
await createMonitor({source: await recordingSource({place: './recordings'}), history: {seconds: 60}});
// @ts-expect-error A metric that there is not.
await createMonitor({only: ['weather']});
// @ts-expect-error Durations say their unit.
await createMonitor({interval: 1000});
// @ts-expect-error Rules are made by createRules.
await createMonitor({rules: ['memory.percentage>80']});
// @ts-expect-error A source is given whole.
await createMonitor({source: './recordings'});

isExactly<Promise<void>>()(monitor.run(AbortSignal.timeout(1)));
isExactly<Promise<void>>()(monitor.run());
isExactly<boolean>()(monitor.isRunning);
isExactly<Snapshot | undefined>()(monitor.latest());
isExactly<boolean>()(monitor.acknowledge('an-id'));
monitor.silence('*', Date.now() + 60_000);

// What it knows

const {sample, history, problems} = monitor.store.getState();
isExactly<Sample | undefined>()(sample);
isExactly<readonly Sample[]>()(history.last(10));
isExactly<number>()(history.length);
isExactly<string | undefined>()(problems[0]?.area);
// @ts-expect-error There is no sample before the first.
sample.sequence;
// @ts-expect-error Only the monitor writes the store.
monitor.store.setState;
// @ts-expect-error What was measured cannot be changed.
history.last(1)[0].snapshot.timestampMs = 0;

declare const snapshot: Snapshot;
isExactly<Reading<Memory>>()(snapshot.readings.memory);
isExactly<Memory | undefined>()(known(snapshot.readings.memory));
isExactly<number | undefined>()(known(snapshot.readings.memory)?.usedPercent);
isExactly<number | undefined>()(readMetric(snapshot, 'memory.percentage'));
isExactly<number | undefined>()(statistics([1, undefined])?.p95);
// @ts-expect-error A reading may be absent.
snapshot.readings.memory.value;
if (snapshot.readings.processor.state === 'ok') {
	isExactly<number>()(snapshot.readings.processor.value.total.usedPercent);
} else {
	isExactly<string | undefined>()(snapshot.readings.processor.reason);
}

isExactly<Promise<Snapshot>>()(collectOnce({only: ['memory'], signal: AbortSignal.timeout(1)}));
isExactly<Promise<readonly Gpu[]>>()(listGpus({backends: ['amdgpu']}));
// @ts-expect-error A back-end that there is not.
listGpus({backends: ['voodoo']});

// Other threads

const shared = monitor.follow(shareSamples({report: monitor.report}));
isExactly<SharedArrayBuffer>()(shared.memory);
const reader = readSamples(shared.memory);
isExactly<Sample | undefined>()(reader.latest());
isExactly<AsyncIterable<Sample>>()(reader.samples(AbortSignal.timeout(1)));
isExactly<boolean>()(reader.hasEnded());
// @ts-expect-error The memory is given, not what has it.
readSamples(shared);
// @ts-expect-error Shared memory, so that all threads have the same.
readSamples(new ArrayBuffer(8));

// Collectors of one's own

await createMonitor({collectors: [{name: 'queue', cadenceMs: 1000, collect: () => ({length: 1, names: ['a']})}]});
await createMonitor({collectors: [{name: 'queue', collect: async signal => (signal.aborted ? undefined : 1)}]});
// @ts-expect-error JSON has no dates.
await createMonitor({collectors: [{name: 'queue', collect: () => new Date()}]});
// @ts-expect-error It needs a name.
await createMonitor({collectors: [{collect: () => 1}]});

// Alerts and those who are told

isExactly<readonly AlertRule[]>()(createRules(['memory.percentage>80,90', {metric: 'load.load1', warning: 4}]));
// @ts-expect-error A rule names its metric.
createRules([{warning: 80}]);
isExactly<0 | 1 | 2 | 3>()(check(createRules([]), snapshot).exitCode);
const filter: AlertFilter = (alert: Alert) => alert.component === 'memory';
const handlers = createHandlerSet({report: monitor.report});
handlers.add(consoleHandler(), {filters: [filter, levelFilter('CRITICAL'), hoursFilter({from: 22, to: 6})]});
handlers.add(slackHandler({name: 'ops', url: 'https://hooks.slack.example/'}));
handlers.add(functionHandler('mine', async ({events}, signal) => void [events, signal]));
// @ts-expect-error There are WARNING and CRITICAL.
levelFilter('INFO');
// @ts-expect-error An e-mail needs somebody who gets it.
emailHandler({host: 'smtp.example.org', from: 'monitoring@example.org'});
// @ts-expect-error A webhook needs an address.
webhookHandler({});
// @ts-expect-error A filter says yes or no.
handlers.addFilter('mine', () => 'yes');

// Followers

isExactly<AsyncDisposable & Closable>()(monitor.follow(deliver(handlers)));
const exporter = monitor.follow(jsonFileExporter({directory: './recordings'}));
isExactly<Promise<string>>()(exporter.exportNow());
isExactly<RunningDatabase & Closable>()(
	monitor.follow(databaseExporter(await openDatabase('postgres://127.0.0.1/monitoring'))),
);
isExactly<() => void>()(followSamples(monitor.store, ({events}) => void events));
const own: Follower = store => ({[Symbol.asyncDispose]: async () => void store.getState()});
monitor.follow(own);
// @ts-expect-error A follower returns how to stop.
monitor.follow(() => undefined);

// Servers

const server = await startServer(monitor.store, {port: 0, token: 'a-token'});
isExactly<string | undefined>()(server.state.getState().address);
declare const httpServer: import('node:http').Server;
const attached = await attachServer(httpServer, monitor.store, {
	path: '/monitoring',
	health: () => healthReport(monitor),
});
httpServer.on('request', attached.handleRequest);
// @ts-expect-error The server is yours: it has a port already.
attachServer(httpServer, monitor.store, {port: 8765});

// Recordings

const recording = await openRecording('./recordings');
for await (const recorded of recording.samples()) {
	isExactly<Sample>()(recorded);
}

isExactly<Playback>()((await recordingSource({place: './recordings'})).playback);

// Text

isExactly<string>()(summary(snapshot));
summary(snapshot, {hasColor: true});
// @ts-expect-error An option that there is not.
summary(snapshot, {colour: true});
