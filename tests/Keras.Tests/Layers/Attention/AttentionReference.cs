using TypedModels.Keras.Tests.Support;

namespace TypedModels.Keras.Tests.Layers.Attention;

/// <summary>Attention computed by its definition.</summary>
internal static class AttentionReference
{
    /// <summary>Values weighed by the softmax of scores, <c>[batch, queries, keys]</c>; those that do not count have the weight 0.</summary>
    public static (Numbers Result, Numbers Weights) Weigh(Numbers scores, Numbers values, Func<int, int, int, bool>? counts)
    {
        int keys = scores.Shape[2];
        double Power(int[] at, int key) => counts is null || counts(at[0], at[1], key) ? Math.Exp(scores[at[0], at[1], key]) : 0;
        var weights = Numbers.Make([.. scores.Shape], at => Power(at, at[2]) / Enumerable.Range(0, keys).Sum(key => Power(at, key)));
        return (Numbers.Make([scores.Shape[0], scores.Shape[1], values.Shape[2]], at => Enumerable.Range(0, keys).Sum(key => weights[at[0], at[1], key] * values[at[0], key, at[2]])), weights);
    }

    /// <summary>Attention of several heads over one axis: <c>[batch, steps, width]</c> each.</summary>
    /// <param name="weights">The layer's weights by name, such as <c>query/kernel</c>.</param>
    /// <param name="query">The queries.</param>
    /// <param name="value">The values.</param>
    /// <param name="key">The keys.</param>
    /// <param name="counts">Whether a query of a sample may look at a key; null for all.</param>
    /// <returns>The result, and the weights <c>[batch, heads, queries, keys]</c>.</returns>
    public static (Numbers Result, Numbers Weights) Heads(Func<string, Numbers?> weights, Numbers query, Numbers value, Numbers key, Func<int, int, int, bool>? counts = null)
    {
        int batch = query.Shape[0];
        var (queries, keys, values) = (Project("query", query), Project("key", key), Project("value", value));
        int heads = queries.Shape[2], width = queries.Shape[3], group = heads / keys.Shape[2];
        var all = new Numbers([batch, heads, query.Shape[1], key.Shape[1]]);
        var mixed = new Numbers([batch, query.Shape[1], heads, values.Shape[3]]);
        for (int head = 0; head < heads; head++)
        {
            int shared = head / group;
            var scores = Numbers.Make([batch, query.Shape[1], key.Shape[1]], at => Enumerable.Range(0, width).Sum(k => queries[at[0], at[1], head, k] * keys[at[0], at[2], shared, k]) / Math.Sqrt(width));
            var (result, shares) = Weigh(scores, Numbers.Make([batch, value.Shape[1], values.Shape[3]], at => values[at[0], at[1], shared, at[2]]), counts);
            Fill(result, at => mixed[at[0], at[1], head, at[2]] = result[at]);
            Fill(shares, at => all[at[0], head, at[1], at[2]] = shares[at]);
        }

        var (kernel, bias) = (weights("attention_output/kernel")!, weights("attention_output/bias"));
        int outputs = kernel.Elements.Length / (heads * values.Shape[3]);
        var flat = new Numbers([heads, values.Shape[3], outputs], kernel.Elements);
        var output = Numbers.Make([batch, query.Shape[1], outputs], at => (bias?.Elements[at[2]] ?? 0)
            + Enumerable.Range(0, heads * values.Shape[3]).Sum(i => mixed[at[0], at[1], i / values.Shape[3], i % values.Shape[3]] * flat[i / values.Shape[3], i % values.Shape[3], at[2]]));
        return (new Numbers([batch, query.Shape[1], .. kernel.Shape.Skip(2)], output.Elements), all);

        Numbers Project(string name, Numbers input)
        {
            var (projection, offset) = (weights(name + "/kernel")!, weights(name + "/bias"));
            return Numbers.Make(
                [batch, input.Shape[1], projection.Shape[1], projection.Shape[2]],
                at => (offset?[at[2], at[3]] ?? 0) + Enumerable.Range(0, input.Shape[2]).Sum(k => input[at[0], at[1], k] * projection[k, at[2], at[3]]));
        }
    }

    private static void Fill(Numbers from, Action<int[]> set) => Numbers.Make([.. from.Shape], at =>
    {
        set(at);
        return 0;
    });
}
