import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {pressureCollector} from '../../../source/metrics/linux/pressure.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';

const line = (kind: 'some' | 'full', avg10: string): string =>
	`${kind} avg10=${avg10} avg60=2.00 avg300=3.00 total=9\n`;

const files = {
	'proc/pressure/cpu': line('some', '1.00'),
	'proc/pressure/memory': line('some', '0.00') + line('full', '0.00'),
	'proc/pressure/io': line('some', '4.50') + line('full', '2.25'),
};

describe('pressureCollector', () => {
	it('reads each resource, with and without "full"', async () => {
		using machine = fixtureMachine(files);
		using collector = pressureCollector(machine, 1000);
		assert.deepEqual(await collect(collector), {
			cpu: {some: {avg10: 1, avg60: 2, avg300: 3}, full: undefined},
			memory: {some: {avg10: 0, avg60: 2, avg300: 3}, full: {avg10: 0, avg60: 2, avg300: 3}},
			io: {some: {avg10: 4.5, avg60: 2, avg300: 3}, full: {avg10: 2.25, avg60: 2, avg300: 3}},
			irq: undefined,
		});
	});

	it('reads the pressure by interrupts, which is "full" only', async () => {
		using machine = fixtureMachine({'proc/pressure/irq': line('full', '3.00')});
		using collector = pressureCollector(machine, 1000);
		const pressure = await collect(collector);
		assert.deepEqual(pressure, {
			cpu: undefined,
			memory: undefined,
			io: undefined,
			irq: {full: {avg10: 3, avg60: 2, avg300: 3}},
		});
		assert.equal(await collect(collector), pressure);

		machine.write('proc/pressure/irq', line('some', '3.00'));
		using odd = pressureCollector(machine, 1000);
		await assert.rejects(async () => collect(odd), /no "full avg10= avg60= avg300=" line/);
	});

	it('keeps the identity of unchanged objects and parts', async () => {
		using machine = fixtureMachine(files);
		using collector = pressureCollector(machine, 1000);
		const first = await collect(collector);
		assert.equal(await collect(collector), first);

		machine.write('proc/pressure/cpu', line('some', '7.00'));
		const second = await collect(collector);
		assert.equal(second?.cpu?.some.avg10, 7);
		assert.equal(second.io, first?.io);
	});

	it('omits a resource without accounting', async () => {
		using machine = fixtureMachine({'proc/pressure/cpu': files['proc/pressure/cpu']});
		using collector = pressureCollector(machine, 1000);
		const pressure = await collect(collector);
		assert.equal(pressure?.cpu?.some.avg10, 1);
		assert.equal(pressure.memory, undefined);
		assert.equal(pressure.io, undefined);
	});

	it('is unsupported when the kernel reports nothing', async () => {
		using machine = fixtureMachine();
		using collector = pressureCollector(machine, 1000);
		await assert.rejects(
			() => collect(collector),
			(error: unknown) =>
				error instanceof UnavailableError && error.state === 'unsupported' && /psi=0/.test(error.message),
		);
	});
});
