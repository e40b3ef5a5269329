import {historyColumns} from '../../source/measurements/history-columns.js';
import {type NumberOfMessage, numbers, pathLists} from '../../source/measurements/numbers.js';
import {prometheusName} from '../../source/measurements/prometheus-family.js';
import {allSections} from '../../source/measurements/sections.js';
import {units} from '../../source/measurements/unit.js';
import {registry} from '../../source/metrics/registry.js';

const introduction = `# Measurements

This page lists the numbers that mon-tui measures. A metric path is the place of a number in the \`data\` of a message. Alert
rules, \`--format\`, reports and the library use the same paths; a subscription selects a section or a field of it. A number
that is unknown is \`null\`, never 0, and \`errors\` contains the reason. [Metrics](metrics.md) explains where the numbers come
from and what "used" means.

- A path into a list has a selector: \`disks[/data].percentage\`, \`network[eth0].receive_rate\`, \`gpus[0].temperature\`,
  \`cores[3]\`. With \`[*]\`, or without a selector, it matches all items.
- Prometheus exports the same numbers in base units: ratios instead of percent, seconds instead of milliseconds.
- The columns of a history are ${historyColumns.map(({name}) => `\`${name}\``).join(', ')}.
- The numbers of custom collectors are below \`custom\`.

An alert has the component of its metric; handlers can filter by component.
`;

/** Returns `docs/measurements.md`. */
export function measurementsReference(): string {
	const parts = allSections.flatMap(([name, {metric}]) => {
		const rows = [...numbers].filter(([shape]) => sectionOf(shape) === name);
		return metric === undefined
			? []
			: [`## ${name}\n\nComponent: \`${registry[metric].component}\`.\n\n${table(rows)}`];
	});
	return [introduction, ...parts].join('\n');
}

function sectionOf(shape: string): string {
	const [head = ''] = /^[a-z_0-9]+/.exec(shape) ?? [];
	return pathLists.get(head)?.place[0] ?? head;
}

function table(rows: readonly (readonly [string, NumberOfMessage])[]): string {
	const lines = rows.map(([shape, {unit, description, prometheus}]) => {
		const cells = [
			`\`${shape.replace('[]', '[…]')}\``,
			units[unit].suffix.replace(/^, (in )?/, '').replace('in ', ''),
			description,
			prometheus === undefined ? '' : `\`${prometheusName(prometheus)}\``,
		];
		return `| ${cells.join(' | ')} |\n`;
	});
	return `| path | unit | meaning | Prometheus |\n| --- | --- | --- | --- |\n${lines.join('')}`;
}
