using TypedModels.Formats;
using TypedModels.Formats.Keras;

namespace TypedModels.Keras.Graphs;

/// <summary>The type of what Keras 3 makes of values of several types: the least that all can become (<c>keras/src/backend/common/dtypes.py</c>, after JAX).</summary>
internal static class TypePromotion
{
    /// <summary>A whole number of Python, which takes the type of what it meets.</summary>
    public const DataType AnyInteger = (DataType)(-1);

    /// <summary>A number of Python with a point, which takes the type of the floating-point numbers that it meets.</summary>
    public const DataType AnyReal = (DataType)(-2);

    private static readonly Dictionary<DataType, HashSet<DataType>> s_bounds = BoundsOf(new()
    {
        [DataType.Bool] = [AnyInteger],
        [DataType.UInt8] = [DataType.Int16, DataType.UInt16],
        [DataType.UInt16] = [DataType.Int32, DataType.UInt32],
        [DataType.UInt32] = [DataType.Int64, DataType.UInt64],
        [DataType.UInt64] = [AnyReal],
        [AnyInteger] = [DataType.UInt8, DataType.Int8],
        [DataType.Int8] = [DataType.Int16],
        [DataType.Int16] = [DataType.Int32],
        [DataType.Int32] = [DataType.Int64],
        [DataType.Int64] = [AnyReal],
        [AnyReal] = [DataType.BFloat16, DataType.Half],
        [DataType.BFloat16] = [DataType.Float],
        [DataType.Half] = [DataType.Float],
        [DataType.Float] = [DataType.Double],
        [DataType.Double] = [],
    });

    /// <summary>The type that values of all these types become.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public static DataType Of(params ReadOnlySpan<DataType> types)
    {
        DataType[] distinct = [.. types.ToArray().Distinct()];
        if (distinct is [var single])
        {
            return Resolved(single);
        }

        if (distinct.Length == 0)
        {
            throw KerasFault.Damaged("it is given an empty list of values");
        }

        HashSet<DataType>? common = null;
        foreach (var type in distinct)
        {
            var bounds = s_bounds.TryGetValue(type, out var known) ? known : throw Unfitting(distinct);
            common = common is null ? [.. bounds] : [.. common.Intersect(bounds)];
        }

        var least = common!.Where(candidate => common!.IsSubsetOf(s_bounds[candidate])).ToArray();
        return least is [var found] ? Resolved(found) : throw Unfitting(distinct);
    }

    private static DataType Resolved(DataType type) => type switch { AnyInteger => DataType.Int32, AnyReal => DataType.Float, _ => type };

    private static Dictionary<DataType, HashSet<DataType>> BoundsOf(Dictionary<DataType, DataType[]> next)
    {
        var bounds = new Dictionary<DataType, HashSet<DataType>>();
        foreach (var type in next.Keys)
        {
            Visit(type, bounds[type] = []);
        }

        return bounds;

        void Visit(DataType type, HashSet<DataType> found)
        {
            if (found.Add(type))
            {
                foreach (var above in next[type])
                {
                    Visit(above, found);
                }
            }
        }
    }

    private static ModelFormatException Unfitting(DataType[] types) => KerasFault.Damaged($"it joins values of {string.Join(" and ", types.Select(type => type.ToWord()))}, which have no type in common");
}
