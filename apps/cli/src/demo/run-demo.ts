import { type ExitCode, exitCodes } from '../command-line/exit-code.ts';
import { demoDocument, demoText } from './demo-result.ts';
import { type DemoContext, openDemoStack } from './open-demo-stack.ts';
import { receiveTwice } from './receive-twice.ts';

/** The whole demo. Answers 0 only where every figure agrees or is accounted for. */
export async function runDemo(context: DemoContext): Promise<ExitCode> {
  const { terminal } = context;
  const startedAt = Date.now();
  const { stack, standIns } = await openDemoStack(context);
  const result = await receiveTwice(stack, standIns, terminal);
  const seconds = (Date.now() - startedAt) / 1000;
  terminal.answer(demoDocument(result, seconds), demoText(result, seconds, terminal));
  return result.findings.length === 0 ? exitCodes.ok.code : exitCodes.wrong.code;
}
