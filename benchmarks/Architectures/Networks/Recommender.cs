using TypedModels.Architectures.Building;

namespace TypedModels.Architectures.Networks;

/// <summary>Models that rank what to show.</summary>
internal static class Recommender
{
    /// <summary>DLRM (Naumov et al., 2019): the products of all pairs of 26 embeddings and what a network makes of 13 numbers.</summary>
    public static void BuildInteractions(NetworkBuilder network)
    {
        const int Features = 26, Width = 32;
        var dense = network.Input("dense", DataType.Float, 13);
        var sparse = network.Input("sparse", DataType.Int32, Features);
        var bottom = Layers(network, dense, 512, 256, Width);
        NetworkTensor[] vectors = [bottom, .. Enumerable.Range(0, Features).Select(feature => network.Embedding(network.At(sparse, feature), 2000, Width))];
        var matrix = network.Reshape(network.Concatenate(vectors), vectors.Length, Width);
        var products = network.Reshape(network.RowProducts(matrix, matrix), vectors.Length * vectors.Length);
        long[] pairs = [.. from row in Enumerable.Range(0, vectors.Length) from column in Enumerable.Range(0, row) select (long)((row * vectors.Length) + column)];
        var top = Layers(network, network.Concatenate(bottom, network.Columns(products, pairs)), 512, 256);
        network.Output("probability", network.Sigmoid(network.Dense(top, 1)));
    }

    /// <summary>Wide and deep (Cheng et al., 2016): an input for each feature, a number for each of its values, and a network over embeddings.</summary>
    public static void BuildWideAndDeep(NetworkBuilder network)
    {
        var numbers = network.Input("numbers", DataType.Float, 6);
        NetworkTensor[] features = [.. Enumerable.Range(0, 8).Select(feature => network.Input(FormattableString.Invariant($"feature_{feature}"), DataType.Int32, 1))];
        NetworkTensor[] embedded = [.. features.Select(feature => network.Flatten(network.Embedding(feature, 5000, 16)))];
        var deep = Layers(network, network.Concatenate([numbers, .. embedded]), 256, 128, 64);
        var wide = features.Select(feature => network.Flatten(network.Embedding(feature, 5000, 1))).Aggregate(network.Add);
        network.Output("probability", network.Sigmoid(network.Add(network.Dense(deep, 1), wide)));
    }

    private static NetworkTensor Layers(NetworkBuilder network, NetworkTensor input, params int[] units) =>
        units.Aggregate(input, (x, count) => network.Relu(network.Dense(x, count, gain: 2)));
}
