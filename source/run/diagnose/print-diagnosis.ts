import process from 'node:process';
import type {Config} from '../../config/definition.js';
import type {Command} from '../../config/options/commands.js';
import type {Sample} from '../../core/sample.js';
import type {Unmeasured} from '../../diagnosis/finding.js';
import {isAnythingMeasured, unmeasuredOf} from '../../diagnosis/unmeasured.js';
import {diagnosisMessage} from '../../protocol/messages/diagnosis-message.js';
import {diagnosisText} from '../../summary/diagnosis-text.js';
import {escapeUnprintable} from '../../support/printable.js';
import {colorDepth} from '../../ui/theme/color-depth.js';
import {isUnicodeTerminal} from '../terminal.js';
import {diagnosisExitCode} from './diagnosis-exit-code.js';

/** Writes the diagnosis of a sample to standard output. Returns the exit status. */
export function printDiagnosis(
	{snapshot, findings = []}: Sample,
	config: Config,
	{json}: Pick<Command, 'json'>,
	unmeasured: readonly Unmeasured[] = unmeasuredOf(snapshot),
): number {
	const hasColor = Boolean(process.stdout.isTTY) && colorDepth(config.color, process.env) !== 'none';
	const isAscii = config.ascii || !isUnicodeTerminal(process.env);
	process.stdout.write(
		json
			? `${escapeUnprintable(JSON.stringify(diagnosisMessage({snapshot, findings}, unmeasured)))}\n`
			: `${diagnosisText(snapshot, findings, unmeasured, {hasColor, isAscii})}\n`,
	);
	return isAnythingMeasured(snapshot) ? diagnosisExitCode(findings) : 3;
}
