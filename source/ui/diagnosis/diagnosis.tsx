import type {Sample} from '../../core/sample.js';
import type {Finding} from '../../diagnosis/finding.js';
import {matrixOf} from '../../diagnosis/matrix.js';
import {unmeasuredOf} from '../../diagnosis/unmeasured.js';
import {Lines} from '../boxes/panel.js';
import {frame, innerWidth} from '../drawing/frame.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {beside} from '../health/table.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {findingLines} from './finding-lines.js';
import {matrixLines, matrixWidth} from './matrix-lines.js';
import {seriousFindings} from './verdict.js';

export type DiagnosisProps = {readonly index: number; readonly width: number; readonly height: number};

/** Minimum width at which the matrix is beside the findings. */
const minWideWidth = 150;
const middle = 3;

/** Draws the findings and below or beside them the matrix of resources, at most `height` lines. */
export function drawDiagnosis(
	sample: Sample | undefined,
	{index, width, height}: DiagnosisProps,
	glyphs: Glyphs,
): readonly Line[] {
	if (!sample?.findings) {
		return [[span('The first diagnosis takes a few seconds.', 'muted')]];
	}

	const {snapshot, findings} = sample;
	const isWide = width >= minWideWidth;
	const findingsWidth = isWide ? width - matrixWidth - middle : width;
	const rows = matrixLines(matrixOf(snapshot, findings), isWide ? matrixWidth : width);
	const missing = unmeasuredOf(snapshot);
	const notes: readonly Line[] =
		missing.length === 0
			? []
			: [
					[],
					...wrapped(
						`Not measured: ${missing.map(({what, reason}) => printable(`${what} (${reason})`)).join(', ')}`,
						isWide ? matrixWidth : width,
					).map((text): Line => [span(text, 'muted')]),
				];
	const matrix = [...rows, ...notes];
	if (isWide) {
		const left = shownFindings(findings, index, snapshot.timestampMs, findingsWidth, height, glyphs);
		return beside(
			left.map(line => fitLine(line, findingsWidth)),
			matrix.slice(0, height),
			findingsWidth + middle,
		);
	}

	// The findings come first; the matrix takes what is left, at least a few rows of it.
	const all = shownFindings(findings, index, snapshot.timestampMs, width, Number.POSITIVE_INFINITY, glyphs);
	const forFindings = Math.max(Math.min(all.length, height - matrix.length - 1), Math.min(all.length, height - 5));
	const upper =
		all.length <= forFindings ? all : shownFindings(findings, index, snapshot.timestampMs, width, forFindings, glyphs);
	return [...upper, [], ...matrix].slice(0, height);
}

/** Draws as many findings as fit, so that the selected one is visible. */
function shownFindings(
	findings: readonly Finding[],
	index: number,
	nowMs: number,
	width: number,
	height: number,
	glyphs: Glyphs,
): readonly Line[] {
	if (findings.length === 0) {
		return [[span(`${glyphs.good} Nothing is wrong.`, 'good')]];
	}

	const blocks = findings.map((finding, position) =>
		findingLines(finding, {nowMs, width, glyphs, isSelected: position === index}),
	);
	const lines = blocks.flat();
	if (lines.length <= height) {
		return lines;
	}

	const before = blocks.slice(0, index).reduce((sum, block) => sum + block.length, 0);
	const end = before + (blocks[index]?.length ?? 0);
	const first = Math.max(0, Math.min(before, end - height));
	return lines.slice(first, first + height);
}

/** Minimum size at which the page has a frame. */
const minFramed = {width: 20, height: 5} as const;

export function Diagnosis({index, width, height}: DiagnosisProps) {
	const {glyphs} = useAppearance();
	const sample = useMonitor(state => state.sample);
	const hasFrame = width >= minFramed.width && height >= minFramed.height;
	const size = hasFrame ? {width: innerWidth(width), height: height - 2} : {width, height};
	const lines = drawDiagnosis(sample, {index, ...size}, glyphs);
	const count = seriousFindings(sample).length;
	const detail = joinSpans(
		[[span('Enter goes there', 'muted')], [span('Esc closes', 'muted')]],
		` ${glyphs.separator} `,
	);
	const title =
		count === 0 ? 'Diagnosis' : `Diagnosis ${glyphs.separator} ${count} ${count === 1 ? 'problem' : 'problems'}`;
	return (
		<Lines
			lines={
				hasFrame
					? frame(lines, {title, detail, width, height, isFocused: true}, glyphs)
					: lines.map(line => fitLine(line, width))
			}
			width={width}
			height={height}
		/>
	);
}
