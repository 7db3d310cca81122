namespace TypedModels.Micro.Running;

/// <summary>Adds two vectors of three numbers: next to no arithmetic.</summary>
[TfModel("models/add")]
internal sealed partial class AddModel;
