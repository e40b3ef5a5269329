import {type Border, contentSize} from '../drawing/border.js';
import {detailRoom, frame} from '../drawing/frame.js';
import {joinSpans, type Line, longestThatFits, span} from '../drawing/line.js';
import {useAppearance} from '../hooks/services.js';
import {useCost} from './cost.js';
import {linesElement} from './lines.js';

/** Properties that every panel gets. The parent decides where the panel stands. */
export type PanelProps = {
	readonly title: string;
	/** Names of the collectors that measure for the panel. */
	readonly collectors: readonly string[];
	readonly width: number;
	readonly height: number;
	readonly border: Border;
	/** Number by which a key focuses the panel. */
	readonly number: number | undefined;
	/** Whether the panel has the focus. */
	readonly isFocused: boolean;
};

type FrameProps = PanelProps & {
	readonly detail?: Line;
	/** Text beside the detail when there is room for both. */
	readonly extra?: Line | undefined;
	/** Visible range of a list, shown before the detail. */
	readonly note?: string | undefined;
	readonly lines: readonly Line[];
	readonly axis?: string | undefined;
};

/**
Renders a titled frame around drawn lines. It is one text node for Ink, because the cost of Ink grows with its nodes.
*/
export function Panel(props: FrameProps) {
	const {title, collectors, detail = [], extra, note, lines, axis, width, height, border, number, isFocused} = props;
	const appearance = useAppearance();
	const {glyphs} = appearance;
	const room = detailRoom({title, width, height, border, number}, glyphs);
	const foot = useCost(collectors, border === 'rule' ? room : contentSize(props).width - 2, glyphs.separator);
	const visible: Line | undefined = note === undefined ? undefined : [span(note, isFocused ? 'accent' : 'muted')];
	// Without a lower edge, the cost takes the place of the detail.
	const shown = border === 'rule' && foot !== undefined ? [span(foot, 'muted')] : detail;
	const joined = (...parts: readonly (Line | undefined)[]): Line => joinSpans(parts, ` ${glyphs.separator} `);
	const right = longestThatFits(
		[() => joined(visible, shown, extra), () => joined(visible, shown), () => joined(shown), []],
		room,
	);
	const drawn = frame(
		lines,
		{title, detail: right, width, height, border, number, isFocused, foot, ...(axis === undefined ? {} : {axis})},
		glyphs,
	);
	return linesElement({lines: drawn, width, height}, appearance);
}
