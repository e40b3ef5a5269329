import assert from 'node:assert/strict';
import {test} from 'node:test';
import {trafficOf} from '../../source/metrics/disk-traffic.js';
import {deviceIo, disk} from '../helpers/samples.js';

const device = (deviceNumber: string, rate: number, busyPercent: number | undefined) =>
	deviceIo(`disk ${deviceNumber}`, deviceNumber, {
		readBytesPerSecond: rate,
		writeBytesPerSecond: 2 * rate,
		busyPercent,
	});

test('the traffic of a disk is the sum over its devices', () => {
	const traffic = trafficOf({devices: [device('8:2', 10, 20), device('8:16', 5, 60)]});
	const of = (deviceNumber: string | undefined) => traffic({...disk('/data', 50), deviceNumber});
	assert.equal(of('8:2')?.readBytesPerSecond, 10);
	assert.deepEqual(of('8:2 8:16'), {readBytesPerSecond: 15, writeBytesPerSecond: 30, busyPercent: 60});
	assert.equal(of('8:2 8:99'), undefined, 'a part is not the whole');
	assert.equal(of('0:31'), undefined);
	assert.equal(of(undefined), undefined);
	assert.equal(trafficOf(undefined)(disk('/data', 50)), undefined);
});
