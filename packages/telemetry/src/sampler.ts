import { isSpanContextValid, SpanKind, trace } from '@opentelemetry/api';
import { ParentBasedSampler, type Sampler, SamplingDecision, TraceIdRatioBasedSampler } from '@opentelemetry/sdk-trace';

/**
 * Keeps a share of the traces. What begins one must be a request, a job or somebody who adds one: BullMQ's own looks for the next job, several a
 * second, are no traces.
 */
export function sampler(share: number): Sampler {
  const ofShare = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(share) });
  return {
    shouldSample(context, traceId, name, kind, attributes, links) {
      const parent = trace.getSpanContext(context);
      const isRoot = parent === undefined || !isSpanContextValid(parent);
      if (isRoot && kind === SpanKind.INTERNAL) return { decision: SamplingDecision.NOT_RECORD };
      return ofShare.shouldSample(context, traceId, name, kind, attributes, links);
    },
    toString: () => `BranchSync{${ofShare}}`,
  };
}
