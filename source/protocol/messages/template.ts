import {isInMessage} from '../../measurements/is-in-message.js';
import {parseMetricPath} from '../../measurements/metric-path.js';
import {pathHint} from '../../measurements/path-hint.js';
import type {ReadSection} from '../../measurements/sections.js';

/** What stands for a value that is not there. */
const absentText = '--';

/**
`'CPU {processor.usage_percent}% {memory.percentage}%'` → a function that fills the braces. Several values are joined
by commas. `{{` is a brace. Throws when a brace is left open or holds no metric path, or one that no message has.
*/
export function parseTemplate(template: string): (readSection: ReadSection) => string {
	const parts = [...template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)].map(([text, path]) => {
		if (path !== undefined) {
			const metric = parseMetricPath(path);
			if (!isInMessage(metric)) {
				throw new Error(`"{${path}}" is no place of the message${pathHint(metric)}`);
			}

			const {resolve} = metric;
			return (readSection: ReadSection) =>
				(resolve(readSection) ?? []).map(({value}) => asText(value)).join(',') || absentText;
		}

		if (text === '{' || text === '}') {
			throw new Error(
				`"${template}": a single ${text} is not closed. Write ${text}${text} for a brace, {metric.path} for a value`,
			);
		}

		const literal = text === '{{' || text === '}}' ? text.charAt(0) : text;
		return () => literal;
	});

	return readSection => parts.map(part => part(readSection)).join('');
}

function asText(value: unknown): string {
	switch (typeof value) {
		case 'number':
		case 'string':
		case 'boolean':
			return String(value);
		default:
			return value === null || value === undefined ? absentText : JSON.stringify(value);
	}
}
