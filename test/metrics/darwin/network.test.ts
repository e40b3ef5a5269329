import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {parseNetstat} from '../../../source/metrics/darwin/netstat.js';
import {networkCollector} from '../../../source/metrics/darwin/network.js';
import {clockedMachine, signal} from '../by-hand.js';
import {recorded} from './recorded.js';

const heading =
	'Name       Mtu   Network       Address            Ipkts Ierrs     Ibytes    Opkts Oerrs     Obytes  Coll';

const typical = `${heading}
lo0        16384 <Link#1>                       1201344     0  310400000  1201344     0  310400000     0
lo0        16384 127           127.0.0.1        1201344     -  310400000  1201344     -  310400000     -
lo0        16384 ::1/128     ::1                1201344     -  310400000  1201344     -  310400000     -
gif0*      1280  <Link#2>                             0     0          0        0     0          0     0
en0        1500  <Link#6>    3c:22:fb:00:11:22  8123456     3 9876543210  4123456     4 1234567890     0
en0        1500  fe80::10e8: fe80:6::10e8:1     8123456     - 9876543210  4123456     - 1234567890     -
en0        1500  192.168.1     192.168.1.23     8123456     - 9876543210  4123456     - 1234567890     -
utun3      1380  <Link#15>                        12345     0    5000000    12300     0    4000000     0
`;

const passed = (bytes: number, packets: number, errors: number | undefined) => ({
	bytes,
	packets,
	errors,
	drops: undefined,
});

describe('parseNetstat', () => {
	it('reads the row of the interface, not those of its addresses', () => {
		assert.deepEqual(parseNetstat(typical), [
			{name: 'lo0', receive: passed(310_400_000, 1_201_344, 0), send: passed(310_400_000, 1_201_344, 0)},
			{name: 'gif0', receive: passed(0, 0, 0), send: passed(0, 0, 0)},
			{name: 'en0', receive: passed(9_876_543_210, 8_123_456, 3), send: passed(1_234_567_890, 4_123_456, 4)},
			{name: 'utun3', receive: passed(5_000_000, 12_345, 0), send: passed(4_000_000, 12_300, 0)},
		]);
	});

	it('has no errors that are not counted', () => {
		const text = `${heading}\nen5        1500  <Link#9>    3c:22:fb:00:11:23   10     -   20   30     -   40     0\n`;
		assert.deepEqual(parseNetstat(text), [
			{name: 'en5', receive: passed(20, 10, undefined), send: passed(40, 30, undefined)},
		]);
	});

	it('skips an interface whose bytes are not counted', () => {
		const text = `${heading}\nstf0*      1280  <Link#3>                             0     0          -        0     0          -     0\n`;
		assert.deepEqual(parseNetstat(text), []);
	});

	it('skips a truncated row', () => {
		assert.deepEqual(
			parseNetstat(typical.slice(0, typical.indexOf(' 9876543210'))).map(({name}) => name),
			['lo0', 'gif0'],
		);
	});

	it('does not take an address for a counter when the last column is missing', () => {
		const text = `${heading}\nen5        1500  <Link#9>    3c:22:fb:00:11:23   10     0   20   30     0   40\n`;
		assert.deepEqual(parseNetstat(text), []);
	});

	it('has no interface with only a heading', () => {
		assert.deepEqual(parseNetstat(`${heading}\n`), []);
	});

	const otherSystem = 'Kernel Interface table\nIface      MTU    RX-OK RX-ERR RX-DRP RX-OVR    TX-OK TX-ERR\n';
	for (const [name, text] of Object.entries({'empty output': '', 'the netstat of Linux': otherSystem})) {
		it(`rejects ${name}`, () => assert.throws(() => parseNetstat(text), /netstat -ibn: expected its heading/));
	}
});

describe('networkCollector of macOS', () => {
	const usual = {cadenceMs: 2000, interfaces: [], showVirtual: false};
	const later = typical
		.replace('9876543210  4123456', '9876545210  4123460')
		.replace(/1234567890 {5}0/, '1234568890     0')
		.replace('5000000    12300', '5004000    12300');

	it('has counters at the first reading and rates from the second one on', async () => {
		const machine = clockedMachine();
		const collector = networkCollector(machine, usual, recorded(typical, later));
		const first = await collector.collect(signal);
		assert.equal(first?.receiveBytesPerSecond, undefined);
		assert.deepEqual(
			first?.interfaces.map(({name, receivedBytes}) => [name, receivedBytes]),
			[['en0', 9_876_543_210]],
		);
		machine.advance(2000);
		assert.deepEqual(await collector.collect(signal), {
			receiveBytesPerSecond: 1000,
			sendBytesPerSecond: 500,
			interfaces: [
				{
					name: 'en0',
					isPhysical: true,
					receivedBytes: 9_876_545_210,
					sentBytes: 1_234_568_890,
					receivedPackets: 8_123_456,
					sentPackets: 4_123_460,
					receiveErrors: 3,
					sendErrors: 4,
					receiveDrops: undefined,
					sendDrops: undefined,
					receiveBytesPerSecond: 1000,
					sendBytesPerSecond: 500,
					errorsPerSecond: 0,
					dropsPerSecond: undefined,
					receivePacketsPerSecond: 0,
					sendPacketsPerSecond: 2,
					receiveErrorsPerSecond: 0,
					sendErrorsPerSecond: 0,
					receiveDropsPerSecond: undefined,
					sendDropsPerSecond: undefined,
					linkMbps: undefined,
					linkUsedPercent: undefined,
					carrierChanges: undefined,
					isUp: undefined,
				},
			],
		});
	});

	it('lists tunnels and loopback on request, without counting their bytes twice', async () => {
		const machine = clockedMachine();
		const collector = networkCollector(machine, {...usual, showVirtual: true}, recorded(typical, later));
		await collector.collect(signal);
		machine.advance(2000);
		const network = await collector.collect(signal);
		assert.deepEqual(
			network?.interfaces.map(({name, receiveBytesPerSecond}) => [name, receiveBytesPerSecond]),
			[
				['lo0', 0],
				['en0', 1000],
				['utun3', 2000],
			],
		);
		assert.equal(network?.receiveBytesPerSecond, 1000);
	});
});
