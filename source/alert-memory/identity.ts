import {createHash} from 'node:crypto';
import os from 'node:os';
import type {AlertRule} from '../alerts/rule.js';

/** Names what one machine remembers by one set of rules: nothing else can go on with it. */
export function identityOf(rules: readonly AlertRule[], root = ''): string {
	const all = rules.map(({metric, ...rule}) => ({...rule, metric: metric.text}));
	return createHash('sha256')
		.update(JSON.stringify([os.hostname(), root, all]))
		.digest('hex')
		.slice(0, 16);
}
