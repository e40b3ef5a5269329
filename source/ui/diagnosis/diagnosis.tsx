import type {Sample} from '../../core/sample.js';
import type {Finding} from '../../diagnosis/finding.js';
import {matrixOf} from '../../diagnosis/matrix.js';
import {isAnythingMeasured, unmeasuredOf} from '../../diagnosis/unmeasured.js';
import {countOf} from '../../support/format.js';
import {Lines} from '../boxes/lines.js';
import {frame, innerWidth} from '../drawing/frame.js';
import type {Glyphs} from '../drawing/glyphs.js';
import {fitLine, joinSpans, type Line, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {beside} from '../health/table.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {useFindingGraph} from './finding-graph.js';
import {findingLines} from './finding-lines.js';
import {matrixLines, matrixWidth} from './matrix-lines.js';
import {seriousFindings} from './verdict.js';

export type DiagnosisProps = {readonly index: number; readonly width: number; readonly height: number};

/** Minimum width at which the matrix is beside the findings. */
const minWideWidth = 150;
const middle = 3;

/** Returns the graph of a finding for a width; empty for a finding without a course. */
export type GraphOf = (finding: Finding, width: number) => readonly Line[];

const noGraph: GraphOf = () => [];

/** Draws the findings and below or beside them the matrix of resources, at most `height` lines. */
export function drawDiagnosis(
	sample: Sample | undefined,
	{index, width, height}: DiagnosisProps,
	glyphs: Glyphs,
	graphOf: GraphOf = noGraph,
): readonly Line[] {
	if (!sample?.findings) {
		return [[span('The first diagnosis takes a few seconds.', 'muted')]];
	}

	const isKnown = isAnythingMeasured(sample.snapshot);

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
		const drawn = {findings, isKnown, index, nowMs: snapshot.timestampMs, width: findingsWidth, glyphs, graphOf};
		const left = shownFindings(drawn, height);
		return beside(
			left.map(line => fitLine(line, findingsWidth)),
			matrix.slice(0, height),
			findingsWidth + middle,
		);
	}

	// The findings come first; the matrix takes what is left, at least a few rows of it.
	const drawn = {findings, isKnown, index, nowMs: snapshot.timestampMs, width, glyphs, graphOf};
	const required = shownFindings({...drawn, graphOf: noGraph}, Number.POSITIVE_INFINITY).length;
	const room = Math.max(height - matrix.length - 1, Math.min(required, height - 5));
	return [...shownFindings(drawn, room), [], ...matrix].slice(0, height);
}

type Findings = {
	readonly findings: readonly Finding[];
	readonly isKnown: boolean;
	readonly index: number;
	readonly nowMs: number;
	readonly width: number;
	readonly glyphs: Glyphs;
	readonly graphOf: GraphOf;
};

/** Draws as many findings as fit, so that the selected one is visible, and graphs where there is room. */
function shownFindings(drawn: Findings, height: number): readonly Line[] {
	const {findings, isKnown, index, nowMs, width, glyphs, graphOf} = drawn;
	if (findings.length === 0) {
		return isKnown
			? [[span(`${glyphs.good} Nothing is wrong.`, 'good')]]
			: [[span('There is no diagnosis: nothing is measured.', 'warning')]];
	}

	const blocks = findings.map((finding, position) =>
		findingLines(finding, {nowMs, width, glyphs, isSelected: position === index}),
	);
	const lines = blocks.flat();
	if (lines.length <= height) {
		let spare = height - lines.length;
		return blocks.flatMap((block, position) => {
			const finding = findings[position];
			const graph = finding && spare > 0 ? graphOf(finding, width) : [];
			if (graph.length === 0 || graph.length > spare) {
				return block;
			}

			spare -= graph.length;
			return [...block, ...graph];
		});
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
	const graphOf = useFindingGraph();
	const hasFrame = width >= minFramed.width && height >= minFramed.height;
	const size = hasFrame ? {width: innerWidth(width), height: height - 2} : {width, height};
	const lines = drawDiagnosis(sample, {index, ...size}, glyphs, graphOf);
	const count = seriousFindings(sample).length;
	const detail = joinSpans(
		[[span('Enter goes there', 'muted')], [span('Esc closes', 'muted')]],
		` ${glyphs.separator} `,
	);
	const title = count === 0 ? 'Diagnosis' : `Diagnosis ${glyphs.separator} ${countOf(count, 'problem')}`;
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
