import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {noAnswers} from '../../source/diagnosis/answers.js';
import {diagnose} from '../../source/diagnosis/diagnose.js';
import {matrixOf} from '../../source/diagnosis/matrix.js';
import {emptyMemory} from '../../source/diagnosis/memory.js';
import {unmeasuredOf} from '../../source/diagnosis/unmeasured.js';
import {absentStates, type Reading} from '../../source/metrics/reading.js';
import {metricNames} from '../../source/metrics/registry.js';
import type {Readings} from '../../source/metrics/snapshot.js';
import type {Severity} from '../../source/metrics/values/severity.js';
import {arbitrarySample} from '../helpers/arbitrary-sample.js';
import {diagnosed, diagnosedAll} from '../helpers/diagnosed.js';
import {cpu, ok, snapshotAt} from '../helpers/samples.js';

const absent: fc.Arbitrary<Reading<never>> = fc.record({state: fc.constantFrom(...absentStates), reason: fc.string()});

test('missing data never causes a finding', () => {
	const readings = fc.record(Object.fromEntries(metricNames.map(name => [name, absent])));
	fc.assert(
		fc.property(readings, all => {
			// Every metric has an absent reading.
			const findings = diagnosed(15, () => all as Partial<Readings>);
			assert.deepEqual(findings, []);
		}),
		{numRuns: 30},
	);
});

test('any readings are diagnosed without an error, within bounds, and with printable sentences', () => {
	fc.assert(
		fc.property(fc.array(arbitrarySample, {minLength: 1, maxLength: 5}), samples => {
			const snapshots = samples.map(({snapshot}, index) => ({...snapshot, monotonicMs: 1000 * index}));
			const findings = diagnosedAll(snapshots);
			const [last] = snapshots.slice(-1);
			assert.ok(last);
			matrixOf(last, findings);
			unmeasuredOf(last);
			assert.ok(findings.length <= 50);
			for (const {sentence, sinceMs, culprits} of findings) {
				assert.match(sentence, /\S/);
				assert.ok(Number.isFinite(sinceMs));
				assert.ok(
					culprits.every(({share}) => share !== ''),
					'a culprit without its share',
				);
			}
		}),
		{numRuns: 100},
	);
});

const ranks: Readonly<Record<Severity, number>> = {note: 1, warning: 2, critical: 3};

test('a higher number never has a lower severity', () => {
	const severityAt = (percent: number): number => {
		const value = cpu(40, [40, 40]);
		const steal = {...value, total: {...value.total, stealPercent: percent}};
		const found = diagnosed(60, () => ({processor: ok(steal)})).find(({id}) => id === 'cpu.steal');
		return found ? ranks[found.severity] : 0;
	};
	fc.assert(
		fc.property(
			fc.double({min: 0, max: 100, noNaN: true}),
			fc.double({min: 0, max: 100, noNaN: true}),
			(one, other) => {
				assert.ok(severityAt(Math.max(one, other)) >= severityAt(Math.min(one, other)));
			},
		),
		{numRuns: 50},
	);
});

test('the same snapshots give the same findings, and what was passed in is unchanged', () => {
	const snapshots = Array.from({length: 20}, (_, second) => snapshotAt(second, {processor: ok(cpu(100, [100, 100]))}));
	const before = structuredClone(emptyMemory);
	const [last] = snapshots.slice(-1);
	assert.ok(last);
	const first = diagnose(emptyMemory, snapshots, last, noAnswers);
	assert.deepEqual(diagnose(emptyMemory, snapshots, last, noAnswers), first);
	assert.deepEqual(emptyMemory, before);
});
