import process from 'node:process';
import type {Config} from '../config/definition.js';
import {usage} from '../config/model/usage-error.js';
import type {Command} from '../config/options/commands.js';
import type {Sample} from '../core/sample.js';
import {sectionsOf} from '../measurements/sections.js';
import {encodedSample} from '../protocol/messages/encoded-sample.js';
import {parseTemplate} from '../protocol/messages/template.js';
import {findingLines} from '../summary/finding-line.js';
import {summary} from '../summary/summary.js';
import {summaryLine} from '../summary/summary-line.js';
import type {SummaryOptions} from '../summary/summary-options.js';
import {escapeUnprintable, printableText} from '../support/printable.js';
import {terminalSize} from '../support/terminal-size.js';
import {colorDepth} from '../ui/theme/color-depth.js';
import {isUnicodeTerminal} from './terminal.js';

/** Returns the encoder of printed samples. `undefined` if no output was requested and the screen can be shown. */
export function encoderFor(
	config: Config,
	{json, format, once}: Command,
	canShowScreen: boolean,
): ((sample: Sample) => string) | undefined {
	if (json) {
		return sample => escapeUnprintable(String(encodedSample(sample)));
	}

	if (format !== undefined) {
		const fill = usage('--format: ', () => parseTemplate(format));
		return sample => printableText(fill(sectionsOf(sample.snapshot)));
	}

	const {stdout, env} = process;
	const isAscii = config.ascii || !isUnicodeTerminal(env);
	if (once) {
		const hasColor = Boolean(stdout.isTTY) && colorDepth(config.color, env) !== 'none';
		return ({snapshot, findings}) => {
			const verdict = findingLines(findings, {isAscii}).join('\n');
			const text = summary(snapshot, {hasColor, isAscii});
			return printableText(verdict === '' ? text : `${text}\n\n${verdict}`);
		};
	}

	const columns = (): number | undefined => (stdout.isTTY ? terminalSize(stdout, env).columns : undefined);
	return canShowScreen ? undefined : sample => printableText(plainLine(sample, columns(), {isAscii}));
}

/** Returns a sample as one line, which ends with the worst finding, unless it does not fit into `columns`. */
function plainLine({snapshot, findings}: Sample, columns: number | undefined, options: SummaryOptions): string {
	const line = summaryLine(snapshot, columns);
	const [worst] = findingLines(findings, options);
	const whole = worst === undefined ? line : `${line}  ${worst}`;
	return columns === undefined || whole.length <= columns ? whole : line;
}
