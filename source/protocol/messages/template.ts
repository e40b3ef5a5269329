import {isInMessage} from '../../measurements/is-in-message.js';
import {parseMetricPath} from '../../measurements/metric-path.js';
import {pathHint} from '../../measurements/path-hint.js';
import type {ReadSection} from '../../measurements/sections.js';

/** The text for a missing value. */
const absentText = '--';

/**
Parses a template such as `'CPU {processor.usage_percent}% {memory.percentage}%'` and returns a function that fills in the
values. Several values are joined by commas. `{{` and `}}` are literal braces. Throws if a brace is unmatched, or if a path
is invalid or not in the message.
*/
export function parseTemplate(template: string): (readSection: ReadSection) => string {
	const parts = [...template.matchAll(/\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/g)].map(([text, path]) => {
		if (path !== undefined) {
			const metric = parseMetricPath(path);
			if (!isInMessage(metric)) {
				throw new Error(`"{${path}}" is not in the message${pathHint(metric)}`);
			}

			const {resolve} = metric;
			return (readSection: ReadSection) =>
				(resolve(readSection) ?? []).map(({value}) => asText(value)).join(',') || absentText;
		}

		if (text === '{' || text === '}') {
			throw new Error(
				`"${template}": unmatched ${text}; write ${text}${text} for a literal brace, {metric.path} for a value`,
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
