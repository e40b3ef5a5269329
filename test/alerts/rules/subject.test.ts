import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRule} from '../../../source/alerts/rules/create-rule.js';
import {pathOfFinding} from '../../../source/alerts/rules/finding-path.js';
import {alertComponents, componentOf} from '../../../source/alerts/rules/subject.js';
import {findingIds} from '../../../source/diagnosis/finding.js';
import {parseMetricPath, pathOfShape} from '../../../source/measurements/metric-path.js';
import {numbers} from '../../../source/measurements/numbers.js';
import {saturatedDisk} from '../../helpers/findings.js';

test('each number that rules can evaluate belongs to a component', () => {
	const shapes = [...numbers.keys(), 'custom.queue.length'];
	const found = shapes.map(shape => componentOf(parseMetricPath(pathOfShape(shape))));
	assert.deepEqual([...new Set(found)].toSorted(), [...alertComponents].toSorted());
});

test('each finding belongs to a component', () => {
	const all = createRule({metric: 'finding *'}).metric;
	const components: readonly string[] = alertComponents;
	for (const id of findingIds) {
		for (const where of [undefined, '/a]b\n[c']) {
			const component = componentOf(all, pathOfFinding(saturatedDisk({id, where})));
			assert.ok(components.includes(component), `${id}: ${component}`);
		}
	}
});
