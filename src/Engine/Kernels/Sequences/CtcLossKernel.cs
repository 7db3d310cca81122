using System.Numerics;
using TypedModels.Engine.Memory;

namespace TypedModels.Engine.Kernels.Sequences;

/// <summary>CTCLoss: how unlikely the labels of each sequence are, and the gradient by the scores (Graves et al. 2006).</summary>
internal sealed class CtcLossKernel<T>(bool collapsesRepeated, bool mergesRepeated, bool ignoresLonger) : Kernel
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public override void Run(KernelContext context)
    {
        var scores = new ClassScores(context.Input(0), context.Input(3));
        var labels = ReadLabels(context, scores.Sequences, scores.Classes);
        int blank = scores.Classes - 1;
        var loss = context.Output(0, new Shape(scores.Sequences)).WritableSpan<T>();
        var gradient = context.Output(1, scores.Scores.Shape).WritableSpan<T>();
        loss.Clear();
        gradient.Clear();
        for (int sequence = 0; sequence < scores.Sequences; sequence++)
        {
            int times = Math.Max(0, scores.Lengths[sequence]);
            var sequenceLabels = labels[sequence];
            if (sequenceLabels.Count > times)
            {
                if (!ignoresLonger)
                {
                    throw OperationException.InvalidArgument(
                        $"Not enough time for target transition sequence (required: {sequenceLabels.Count}, available: {times}){sequence}You can turn this error into a warning by using the flag ignore_longer_outputs_than_inputs");
                }

                continue;
            }

            if (times > 0)
            {
                Compute(context, scores, sequence, times, WithBlanks(sequenceLabels, blank), blank, ref loss[sequence], gradient);
            }
        }
    }

    private void Compute(KernelContext context, ClassScores scores, int sequence, int times, int[] labels, int blank, ref T loss, Span<T> gradient)
    {
        int classes = scores.Classes, states = labels.Length;
        var likely = new T[checked(times * classes)];
        for (int time = 0; time < times; time++)
        {
            Softmax(scores.At<T>(time, sequence), likely.AsSpan(time * classes, classes));
        }

        var forward = new T[checked(times * states)];
        var backward = new T[forward.Length];
        Array.Fill(forward, T.NegativeInfinity);
        Array.Fill(backward, T.NegativeInfinity);
        FillForward(context, forward, likely, labels, blank, times, classes);
        FillBackward(context, backward, likely, labels, blank, times, classes);
        T total = T.NegativeInfinity;
        for (int state = 0; state < states; state++)
        {
            total = LogarithmicSum.Of(total, forward[state] + backward[state]);
        }

        loss = -total;
        var sums = new T[classes];
        for (int time = 0; time < times; time++)
        {
            Array.Fill(sums, T.NegativeInfinity);
            for (int state = 0; state < states; state++)
            {
                sums[labels[state]] = LogarithmicSum.Of(sums[labels[state]], forward[(time * states) + state] + backward[(time * states) + state]);
            }

            var target = gradient.Slice(((time * scores.Sequences) + sequence) * classes, classes);
            for (int i = 0; i < classes; i++)
            {
                T probability = likely[(time * classes) + i];
                target[i] = T.IsNegativeInfinity(total) ? probability : probability - T.Exp(sums[i] - total);
            }
        }
    }

    private void FillForward(KernelContext context, T[] forward, T[] likely, int[] labels, int blank, int times, int classes)
    {
        int states = labels.Length;
        forward[0] = T.Log(likely[labels[0]]);
        if (states > 1)
        {
            forward[1] = T.Log(likely[labels[1]]);
        }

        for (int time = 1; time < times; time++)
        {
            context.ThrowIfCancelled();
            var before = forward.AsSpan((time - 1) * states, states);
            for (int state = Math.Max(0, states - (2 * (times - time))); state < Math.Min(states, 2 * (time + 1)); state++)
            {
                int label = labels[state];
                T sum = mergesRepeated || label == blank ? before[state] : T.NegativeInfinity;
                sum = state > 0 ? LogarithmicSum.Of(sum, before[state - 1]) : sum;
                bool skips = state > 1 && label != blank && !(mergesRepeated && label == labels[state - 2]);
                sum = skips ? LogarithmicSum.Of(sum, before[state - 2]) : sum;
                forward[(time * states) + state] = T.Log(likely[(time * classes) + label]) + sum;
            }
        }
    }

    private void FillBackward(KernelContext context, T[] backward, T[] likely, int[] labels, int blank, int times, int classes)
    {
        int states = labels.Length;
        backward[(times * states) - 1] = T.Zero;
        if (states > 1)
        {
            backward[(times * states) - 2] = T.Zero;
        }

        for (int time = times - 2; time >= 0; time--)
        {
            context.ThrowIfCancelled();
            var behind = backward.AsSpan((time + 1) * states, states);
            for (int state = Math.Max(0, states - (2 * (times - time))); state < Math.Min(states, 2 * (time + 1)); state++)
            {
                int label = labels[state];
                T sum = mergesRepeated || label == blank ? behind[state] + At(likely, time + 1, label, classes) : T.NegativeInfinity;
                sum = state + 1 < states ? LogarithmicSum.Of(sum, behind[state + 1] + At(likely, time + 1, labels[state + 1], classes)) : sum;
                bool skips = state + 2 < states && label != blank && !(mergesRepeated && label == labels[state + 2]);
                sum = skips ? LogarithmicSum.Of(sum, behind[state + 2] + At(likely, time + 1, labels[state + 2], classes)) : sum;
                backward[(time * states) + state] = sum;
            }
        }
    }

    private static T At(T[] likely, int time, int label, int classes) => T.Log(likely[(time * classes) + label]);

    private static void Softmax(ReadOnlySpan<T> scores, Span<T> likely)
    {
        T largest = T.NegativeInfinity;
        foreach (T score in scores)
        {
            largest = T.Max(largest, score);
        }

        T sum = T.Zero;
        for (int i = 0; i < scores.Length; i++)
        {
            likely[i] = T.Exp(scores[i] - largest);
            sum += likely[i];
        }

        foreach (ref T value in likely)
        {
            value /= sum;
        }
    }

    private static int[] WithBlanks(List<int> labels, int blank)
    {
        int[] result = new int[checked((2 * labels.Count) + 1)];
        Array.Fill(result, blank);
        for (int i = 0; i < labels.Count; i++)
        {
            result[(2 * i) + 1] = labels[i];
        }

        return result;
    }

    private List<int>[] ReadLabels(KernelContext context, int sequences, int classes)
    {
        var indices = context.Input(1);
        var values = context.Input(2);
        if (indices.Rank != 2 || indices[1] != 2)
        {
            throw OperationException.InvalidArgument("labels_indices is not a matrix");
        }

        if (values.Rank != 1 || values.Count != indices[0])
        {
            throw OperationException.InvalidArgument("labels_indices and labels_values must contain the same number of rows");
        }

        var labels = new List<int>[sequences];
        for (int i = 0; i < values.Count; i++)
        {
            long sequence = indices.Span<long>()[2 * i];
            if (sequence < 0 || sequence >= sequences)
            {
                throw OperationException.InvalidArgument($"labels batch index must be between 0 and {sequences} but saw: {sequence}");
            }

            (labels[sequence] ??= []).Add(values.Span<int>()[i]);
        }

        for (int sequence = 0; sequence < sequences; sequence++)
        {
            labels[sequence] = Known(labels[sequence] ?? throw OperationException.InvalidArgument($"Labels length is zero in batch {sequence}"), classes, sequence);
        }

        return labels;
    }

    /// <summary>The labels up to the first that is no class but the blank, or beyond it.</summary>
    private List<int> Known(List<int> labels, int classes, int sequence)
    {
        var known = new List<int>();
        bool isFinished = false;
        for (int i = 0; i < labels.Count; i++)
        {
            if (collapsesRepeated && i > 0 && labels[i] == labels[i - 1])
            {
                continue;
            }

            if (labels[i] < 0)
            {
                throw OperationException.InvalidArgument($"All labels must be nonnegative integers, batch: {sequence} labels: {string.Join(',', labels)}");
            }

            if (labels[i] < classes - 1 && isFinished)
            {
                throw OperationException.InvalidArgument(
                    $"Saw a non-null label (index >= num_classes - 1) following a null label, batch: {sequence} num_classes: {classes} labels: {string.Join(',', labels)}");
            }

            isFinished |= labels[i] >= classes - 1;
            if (!isFinished)
            {
                known.Add(labels[i]);
            }
        }

        return known;
    }
}
