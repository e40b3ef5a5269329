import {Lines} from '../boxes/lines.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {drawVerdict, isSerious} from './verdict.js';

/** Renders what is wrong in one row. */
export function Verdict({width}: {readonly width: number}) {
	const {glyphs} = useAppearance();
	const findings = useMonitor(({sample}) => sample?.findings);
	const line = drawVerdict((findings ?? []).filter(isSerious), width, glyphs);
	return <Lines lines={[line]} width={width} height={1} />;
}
