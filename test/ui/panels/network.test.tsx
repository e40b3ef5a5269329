import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../../source/core/state.js';
import type {NetworkInterface} from '../../../source/metrics/snapshot.js';
import {createAppearance} from '../../../source/ui/drawing/appearance.js';
import type {Line} from '../../../source/ui/drawing/line.js';
import {interfaceLine} from '../../../source/ui/panels/interface-row.js';
import {drawSockets, socketTrouble} from '../../../source/ui/panels/socket-lines.js';
import {themes} from '../../../source/ui/theme/themes.js';
import {interfaces} from '../../helpers/crowded.js';
import {renderApp, type Size} from '../../helpers/render-app.js';
import {network, ok, quietSockets, sampleAt} from '../../helpers/samples.js';

const appearance = createAppearance({theme: themes.default, colorDepth: 'none', isAscii: false, graphStyle: 'braille'});
const textOf = (line: Line | undefined): string => (line ?? []).map(({text}) => text).join('');

const calm = quietSockets;

const eth0: NetworkInterface = {
	...(interfaces(1)[0] ?? assert.fail()),
	receiveBytesPerSecond: 0,
	sendBytesPerSecond: 0,
};
const lo: NetworkInterface = {
	...eth0,
	name: 'lo',
	isPhysical: false,
	linkMbps: undefined,
	receiveBytesPerSecond: 84e6,
	sendBytesPerSecond: 84e6,
};
const busyLoopback = {receiveBytesPerSecond: 0, sendBytesPerSecond: 0, interfaces: [eth0, lo]};

async function screenOf(
	size: Size,
	changes: Parameters<typeof sampleAt>[1],
	viewChoice: 'auto' | 'compact' | 'line' = 'auto',
): Promise<readonly string[]> {
	const state = receiveSample(initialState(500, {samples: 10, seconds: 60}), sampleAt(1, changes));
	await using app = await renderApp(state, {...size, viewChoice});
	return app.rows();
}

for (const [columns, rows, viewChoice] of [
	[80, 24, 'auto'],
	[120, 40, 'auto'],
	[200, 50, 'auto'],
	[80, 8, 'compact'],
	[50, 8, 'compact'],
	[100, 1, 'line'],
] as const) {
	test(`busy loopback is on the screen although it is not in the totals: ${columns}×${rows} ${viewChoice}`, async () => {
		const screen = await screenOf({columns, rows}, {network: ok(busyLoopback)}, viewChoice);
		assert.match(screen.join('\n'), /\blo +(?:↓ )?84\.0 ?M/);
	});
}

test('a busy loopback takes no row from the process list at 80×24', async () => {
	const size = {columns: 80, rows: 24};
	const rowOfProcesses = (screen: readonly string[]): number => screen.findIndex(row => row.includes('Processes'));
	const alone = await screenOf(size, {network: ok({...busyLoopback, interfaces: [eth0]}), sockets: ok(calm)});
	const busy = await screenOf(size, {network: ok(busyLoopback), sockets: ok(calm)});
	assert.ok(rowOfProcesses(alone) > 0);
	assert.equal(rowOfProcesses(busy), rowOfProcesses(alone));
});

test('an interface that is in the totals is not repeated beside them', async () => {
	const screen = await screenOf({columns: 100, rows: 1}, {network: ok(network)}, 'line');
	assert.doesNotMatch(screen.join(''), /eth0/);
});

test('the sockets have a row on a wide screen, and trouble comes first', async () => {
	const size = {columns: 200, rows: 50};
	assert.match(
		(await screenOf(size, {sockets: ok(calm)})).join('\n'),
		/│ established 412 {2}time-wait 96 {2}retransmits 0\.1% /,
	);
	const overflowing = {...calm, listenOverflowsPerSecond: 58.2};
	assert.match(
		(await screenOf(size, {sockets: ok(overflowing)})).join('\n'),
		/│ listen overflows 58\/s! established 412/,
	);
});

test('without room for a row, trouble of sockets is beside the title', async () => {
	const screen = await screenOf(
		{columns: 80, rows: 24},
		{sockets: ok({...calm, retransmitPercent: 12.5, retransmitsPerSecond: 60})},
	);
	assert.match(screen.join('\n'), /NET .* retransmits 12\.5%/);
});

const troubles = [
	['listen overflows 0.5/s', {listenOverflowsPerSecond: 0.5}],
	['retransmits 5.0%', {retransmitPercent: 5, retransmitsPerSecond: 200}],
	['UDP errors 187/s', {udpReceiveBufferErrorsPerSecond: 187.2}],
	['SYN drops 2.0/s', {synDropsPerSecond: 2}],
	['packets dropped 3.0/s', {softnetDropsPerSecond: 3}],
	['local ports 80.0%', {localPortsPercent: 80}],
] as const;

for (const [expected, changes] of troubles) {
	test(`trouble of sockets: ${expected}`, () => {
		assert.equal(textOf(socketTrouble({...calm, ...changes})), expected);
		assert.ok(textOf(drawSockets({...calm, ...changes}, 60, 1)[0]).startsWith(expected));
	});
}

test('a share of a few retransmitted segments is no trouble', () => {
	const sockets = {...calm, segmentsSentPerSecond: 2, retransmitsPerSecond: 2, retransmitPercent: 50};
	assert.equal(socketTrouble(sockets), undefined);
	assert.equal(socketTrouble(undefined), undefined);
});

test('values of sockets that are unknown or do not fit are left out', () => {
	const unknown = {...calm, tcpTimeWait: undefined, retransmitPercent: undefined};
	assert.equal(textOf(drawSockets(unknown, 40, 1)[0]).trimEnd(), 'established 412  retransmits --');
	const rows = drawSockets(calm, 100, 4).map(textOf);
	assert.match(rows.join(' '), /squeezed 0\/s/);
	assert.ok(rows.every(row => row.length === 100));
});

test('an interface shows its link, packets, errors and drops when there is room', () => {
	const broken: NetworkInterface = {
		...eth0,
		linkMbps: 1000,
		linkUsedPercent: 43.2,
		receivePacketsPerSecond: 12_345,
		sendPacketsPerSecond: 678,
		errorsPerSecond: 54,
		dropsPerSecond: 7,
	};
	const draw = (width: number, one = broken): string => textOf(interfaceLine(one, width, appearance));
	assert.match(draw(51), / 1 Gb\/s$/);
	assert.match(draw(66), / 1 Gb\/s {2,}54 errors\/s$/);
	assert.match(draw(88), / 1 Gb\/s +43% +12\.3k\/678 pkt\/s +54 errors\/s$/);
	assert.match(draw(150), / 54 errors\/s +7\.0 drops\/s .* total *$/);
	assert.match(draw(51, {...broken, isUp: false}), / down$/);
});
