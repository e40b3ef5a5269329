import process from 'node:process';
import type {Config} from '../../config/definition.js';
import type {Command} from '../../config/options/commands.js';
import type {Sample} from '../../core/sample.js';
import {diagnosisText} from '../../summary/diagnosis-text.js';
import {escapeUnprintable} from '../../support/printable.js';
import {colorDepth} from '../../ui/theme/color-depth.js';
import {isUnicodeTerminal} from '../terminal.js';
import {diagnosisExitCode, diagnosisJson} from './diagnosis-output.js';

/** Writes the diagnosis of a sample to standard output. Returns the exit status. */
export function printDiagnosis(sample: Sample, config: Config, {json}: Pick<Command, 'json'>): number {
	const {snapshot, findings = []} = sample;
	const hasColor = Boolean(process.stdout.isTTY) && colorDepth(config.color, process.env) !== 'none';
	const isAscii = config.ascii || !isUnicodeTerminal(process.env);
	process.stdout.write(
		json
			? `${escapeUnprintable(JSON.stringify(diagnosisJson(sample)))}\n`
			: `${diagnosisText(snapshot, findings, {hasColor, isAscii})}\n`,
	);
	return diagnosisExitCode(sample.findings);
}
