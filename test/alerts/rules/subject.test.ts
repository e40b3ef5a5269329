import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alertComponents, componentOf} from '../../../source/alerts/rules/subject.js';
import {parseMetricPath, pathOfShape} from '../../../source/measurements/metric-path.js';
import {numbers} from '../../../source/measurements/numbers.js';

test('each number that rules can evaluate belongs to a component', () => {
	const shapes = [...numbers.keys(), 'custom.queue.length'];
	const found = shapes.map(shape => componentOf(parseMetricPath(pathOfShape(shape))));
	assert.deepEqual([...new Set(found)].toSorted(), [...alertComponents].toSorted());
});
